/**
 * Says whose work is in what we ship. Packages are those that really went into the bundles; a package that
 * comes without its licence's text gets the standard text from this folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const here = import.meta.dirname;

/** Where the source of a package under a licence that asks for it can be had. */
const sources = {
  '@cdktf/hcl2json': (version) =>
    `https://github.com/hashicorp/terraform-cdk, folder packages/@cdktf/hcl2json, tag v${version}`,
};

/**
 * The text of the notices. `files` are the paths of all files that were bundled or copied, from the current
 * directory on; `goProgram` is the gzipped Go program among them. Throws where a licence is unknown: then
 * somebody has to look before it ships.
 */
export function thirdPartyNotices(files, goProgram) {
  const packages = [...new Set(files.flatMap((file) => packageRoot(path.resolve(file)) ?? []))];
  const entries = [...packages.map(packageEntry).sort(byTitle), ...compiledIn(goProgram)];
  const heading =
    'Holdfast includes the following works of others, unchanged. Each stands under its own licence.';
  const list = entries.map(({ title, license }) => `- ${title}: ${license}`).join('\n');
  const line = '='.repeat(80);
  const texts = entries.map(({ title, license, notes, text }) =>
    [line, `${title} (${license})`, ...notes, '', text.trim()].join('\n'),
  );
  return `${heading}\n\n${list}\n\n${texts.join('\n\n')}\n`;
}

function byTitle(one, other) {
  return one.title < other.title ? -1 : 1;
}

function packageRoot(file) {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file.replaceAll('\\', '/'));
  return found?.[0];
}

function packageEntry(root) {
  const { name, version, license } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const file = readdirSync(root).find((entry) => /^(licen[cs]e|copying)(\.(md|txt))?$/i.test(entry));
  const source = sources[name]?.(version);
  return {
    title: `${name} ${version}`,
    license,
    notes: source === undefined ? [] : [`Source: ${source}`],
    text: file === undefined ? standardText(license) : readFileSync(path.join(root, file), 'utf8'),
  };
}

/** The modules in a Go program, from the list that the Go linker leaves in it. */
function compiledIn(goProgram) {
  const known = JSON.parse(readFileSync(path.join(here, 'compiled-in.json'), 'utf8'));
  const program = gunzipSync(readFileSync(goProgram)).toString('latin1');
  const modules = [...program.matchAll(/^dep\t(\S+)\t(\S+)/gm)].map(([, name, version]) => ({
    name,
    version,
  }));
  if (modules.length === 0) throw new Error(`${goProgram} does not say which modules are in it.`);
  return [{ name: 'go', version: 'standard library' }, ...modules].map(({ name, version }) => {
    const entry = known.find((candidate) => candidate.name === name);
    if (entry === undefined)
      throw new Error(`licenses/compiled-in.json does not know ${name} in ${goProgram}.`);
    return {
      title: `${name} ${version}`,
      license: entry.license,
      notes: [`Compiled into ${path.basename(goProgram)}. Source: ${entry.source}`, entry.copyright],
      text: standardText(entry.license),
    };
  });
}

function standardText(license) {
  try {
    return readFileSync(path.join(here, `${license}.txt`), 'utf8');
  } catch {
    throw new Error(`There is no text of the licence ${license} in ${here}.`);
  }
}
