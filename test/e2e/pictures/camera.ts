import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { repository } from '../editor';
import { until, when } from '../waiting';

/** The folder, relative to the repository, below which pictures are written; none are taken where this is not set. */
export const picturesFolder = process.env['HOLDFAST_PICTURES'];

/** A part of the window, in pixels of the page. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Takes pictures of one page, for the documentation. What has few colours is written with few. */
export class Camera {
  private readonly frames: { readonly image: Buffer; readonly milliseconds: number }[] = [];

  constructor(
    private readonly page: Page,
    private readonly folder: string,
  ) {}

  /** Writes the window, or a part of it, to a file whose path is relative to the repository. */
  async take(file: string, clip?: Clip): Promise<void> {
    await sharp(await this.shot(clip))
      .png({ palette: true, colours: 128, effort: 10, compressionLevel: 9 })
      .toFile(this.target(file));
  }

  /** Adds the window as it is now to the film, to be seen for so long. */
  async film(milliseconds: number): Promise<void> {
    this.frames.push({ image: await this.shot(), milliseconds });
  }

  /** Writes the film as an animated GIF that repeats itself. */
  async develop(file: string): Promise<void> {
    await sharp(
      this.frames.map(({ image }) => image),
      { join: { animated: true } },
    )
      .gif({
        loop: 0,
        delay: this.frames.map(({ milliseconds }) => milliseconds),
        colours: 64,
        dither: 0,
        effort: 10,
      })
      .toFile(this.target(file));
  }

  private async shot(clip?: Clip): Promise<Buffer> {
    await this.untilStill();
    return this.page.screenshot(clip === undefined ? {} : { clip });
  }

  /** Waits until nothing moves any more: animations and fading are over. */
  private async untilStill(): Promise<void> {
    await until('the window to be still', async () =>
      when(
        await this.page.evaluate(() =>
          document.getAnimations().every((animation) => animation.playState !== 'running'),
        ),
      ),
    );
  }

  private target(file: string): string {
    const target = path.join(repository, this.folder, file);
    mkdirSync(path.dirname(target), { recursive: true });
    return target;
  }
}
