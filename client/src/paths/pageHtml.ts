/** The page in the panel, before anything is shown in it. Knows nothing of the editor. */

/** What the page is made of. */
export interface PageParts {
  /** Where the panel may load files from, as the editor names it. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** A number used once: only the script that carries it runs. */
  readonly nonce: string;
  /** The language of the words. */
  readonly language: string;
  readonly words: PageWords;
}

/** All words of the page that do not depend on what is shown. */
export interface PageWords {
  readonly title: string;
  readonly show: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly fit: string;
  readonly exportSvg: string;
  readonly legend: string;
  readonly dataLoss: string;
  readonly dataLossMeaning: string;
  readonly rebuild: string;
  readonly rebuildMeaning: string;
  readonly routine: string;
  readonly routineMeaning: string;
  readonly picture: string;
  /** How the picture is used with keys. */
  readonly keys: string;
  readonly list: string;
}

/** The page's HTML. Nothing runs in it but our script, and nothing is loaded but our style. */
export function pageHtml({ cspSource, script, style, nonce, language, words }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  const text = Object.fromEntries(
    Object.entries(words).map(([name, word]: [string, string]) => [name, escaped(word)]),
  ) as unknown as PageWords;
  return `<!DOCTYPE html>
<html lang="${escaped(language)}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escaped(policy)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${text.title}</title>
    <link rel="stylesheet" href="${escaped(style)}" />
  </head>
  <body>
    <header>
      <h1>${text.title}</h1>
      <div class="toolbar">
        <label for="choice">${text.show}</label>
        <select id="choice"></select>
        <button id="zoom-out" type="button" title="${text.zoomOut}" aria-label="${text.zoomOut}">−</button>
        <button id="zoom-in" type="button" title="${text.zoomIn}" aria-label="${text.zoomIn}">+</button>
        <button id="fit" type="button">${text.fit}</button>
        <button id="export" type="button">${text.exportSvg}</button>
        <ul class="legend" aria-label="${text.legend}">
          <li class="data-loss" title="${text.dataLossMeaning}">${text.dataLoss}</li>
          <li class="rebuild" title="${text.rebuildMeaning}">${text.rebuild}</li>
          <li class="routine" title="${text.routineMeaning}">${text.routine}</li>
        </ul>
      </div>
      <p id="notice" role="status"></p>
    </header>
    <main>
      <p id="keys" class="for-screen-readers">${text.keys}</p>
      <div id="picture" role="group" aria-label="${text.picture}" aria-describedby="keys"></div>
      <details id="list">
        <summary>${text.list}</summary>
        <ol id="paths"></ol>
      </details>
    </main>
    <script nonce="${nonce}" src="${escaped(script)}"></script>
  </body>
</html>
`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
