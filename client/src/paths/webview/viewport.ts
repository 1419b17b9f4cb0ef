const smallest = 0.2;
const largest = 3;
const step = 1.2;

/** How far in the picture is, and what part of it is on the screen. */
export interface ViewportState {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
}

/** The window onto the picture: it zooms, and scrolls by itself, by keys and by dragging. */
export class Viewport {
  private zoom = 1;
  private svg: SVGSVGElement | undefined;

  /** `changed` is told when something else is on the screen. */
  constructor(
    private readonly frame: HTMLElement,
    private readonly changed: () => void,
  ) {
    frame.addEventListener('scroll', changed);
    frame.addEventListener('wheel', (event) => {
      this.wheel(event);
    });
    frame.addEventListener('pointerdown', (event) => {
      this.drag(event);
    });
  }

  get state(): ViewportState {
    return { zoom: this.zoom, left: this.frame.scrollLeft, top: this.frame.scrollTop };
  }

  /** Shows another picture at the same place. */
  show(svg: SVGSVGElement, state: ViewportState = this.state): void {
    this.svg = svg;
    this.frame.replaceChildren(svg);
    this.zoom = clamped(state.zoom);
    this.resize();
    this.frame.scrollTo(state.left, state.top);
  }

  zoomIn(): void {
    this.zoomTo(this.zoom * step);
  }

  zoomOut(): void {
    this.zoomTo(this.zoom / step);
  }

  /** Shows all of the picture, but neither larger than it is nor smaller than `least`. */
  fit(least = smallest): void {
    const { width = 0, height = 0 } = this.svg?.viewBox.baseVal ?? {};
    if (width === 0 || height === 0) return;
    const whole = Math.min(1, this.frame.clientWidth / width, this.frame.clientHeight / height);
    this.zoomTo(Math.max(least, whole));
    this.frame.scrollTo(0, this.frame.scrollTop);
  }

  /** Scrolls down or up to a part of the picture that is not on the screen: to its middle. */
  bringIntoSight(part: Element): void {
    const [frame, box] = [this.frame.getBoundingClientRect(), part.getBoundingClientRect()];
    if (box.top >= frame.top && box.bottom <= frame.bottom) return;
    this.frame.scrollBy(0, (box.top + box.bottom - frame.top - frame.bottom) / 2);
  }

  /** Keeps the point `at` of the frame where it is; its middle, where nothing else is said. */
  private zoomTo(zoom: number, at = { x: this.frame.clientWidth / 2, y: this.frame.clientHeight / 2 }): void {
    const { frame } = this;
    const before = this.zoom;
    this.zoom = clamped(zoom);
    const factor = this.zoom / before;
    const left = (frame.scrollLeft + at.x) * factor - at.x;
    const top = (frame.scrollTop + at.y) * factor - at.y;
    this.resize();
    frame.scrollTo(left, top);
    this.changed();
  }

  private resize(): void {
    const { width = 0, height = 0 } = this.svg?.viewBox.baseVal ?? {};
    this.svg?.setAttribute('width', String(Math.round(width * this.zoom)));
    this.svg?.setAttribute('height', String(Math.round(height * this.zoom)));
  }

  private wheel(event: WheelEvent): void {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const { left, top } = this.frame.getBoundingClientRect();
    const at = { x: event.clientX - left, y: event.clientY - top };
    this.zoomTo(this.zoom * (event.deltaY < 0 ? step : 1 / step), at);
  }

  private drag(event: PointerEvent): void {
    const isOnNode = event.target instanceof Element && event.target.closest('.node') !== null;
    if (event.button !== 0 || event.pointerType === 'touch' || isOnNode) return;
    const { frame } = this;
    const { scrollLeft, scrollTop } = frame;
    const follow = (move: PointerEvent): void => {
      frame.scrollTo(scrollLeft + event.clientX - move.clientX, scrollTop + event.clientY - move.clientY);
    };
    frame.setPointerCapture(event.pointerId);
    frame.classList.add('dragged');
    frame.addEventListener('pointermove', follow);
    frame.addEventListener(
      'lostpointercapture',
      () => {
        frame.removeEventListener('pointermove', follow);
        frame.classList.remove('dragged');
      },
      { once: true },
    );
  }
}

function clamped(zoom: number): number {
  return Math.min(largest, Math.max(smallest, zoom));
}
