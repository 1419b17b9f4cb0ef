import { readFileSync } from 'node:fs';
import path from 'node:path';

/** A theme of the editor, as far as the page uses it. */
export interface Theme {
  /** The class that the editor gives the page's body. */
  readonly kind: 'vscode-dark' | 'vscode-light' | 'vscode-high-contrast' | 'vscode-high-contrast-light';
  readonly colours: Readonly<Record<string, string>>;
}

interface ContributedColour {
  readonly id: string;
  readonly defaults: Readonly<Record<string, string>>;
}

interface Manifest {
  readonly contributes: { readonly colors: readonly ContributedColour[] };
}

const manifest = JSON.parse(
  readFileSync(path.join(__dirname, '../../../../package.json'), 'utf8'),
) as Manifest;

/** Our own colours in a kind of theme; the editor's colours that they name come from `editor`. */
function ownColours(kind: string, editor: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    manifest.contributes.colors.map(({ id, defaults }) => {
      const value = defaults[kind] ?? '';
      return [id.replace('.', '-'), editor[value.replace('.', '-')] ?? value];
    }),
  );
}

function themeOf(kind: Theme['kind'], own: string, colours: Readonly<Record<string, string>>): Theme {
  return { kind, colours: { ...colours, ...ownColours(own, colours) } };
}

/** The editor's four own themes: Dark Modern, Light Modern, and those of high contrast. */
export const themes = {
  dark: themeOf('vscode-dark', 'dark', {
    'editor-background': '#1f1f1f',
    foreground: '#cccccc',
    descriptionForeground: '#9d9d9d',
    'button-secondaryBackground': '#313131',
    'button-secondaryForeground': '#cccccc',
    'button-secondaryHoverBackground': '#3c3c3c',
    'dropdown-background': '#313131',
    'dropdown-border': '#3c3c3c',
    'dropdown-foreground': '#cccccc',
    'editorWidget-background': '#202020',
    focusBorder: '#0078d4',
    'list-hoverBackground': '#2a2d2e',
    'panel-border': '#2b2b2b',
    'textLink-foreground': '#4daafc',
    'charts-red': '#f14c4c',
    'charts-blue': '#3794ff',
  }),
  light: themeOf('vscode-light', 'light', {
    'editor-background': '#ffffff',
    foreground: '#3b3b3b',
    descriptionForeground: '#3b3b3b',
    'button-secondaryBackground': '#e5e5e5',
    'button-secondaryForeground': '#3b3b3b',
    'button-secondaryHoverBackground': '#cccccc',
    'dropdown-background': '#ffffff',
    'dropdown-border': '#cecece',
    'dropdown-foreground': '#3b3b3b',
    'editorWidget-background': '#f8f8f8',
    focusBorder: '#005fb8',
    'list-hoverBackground': '#f2f2f2',
    'panel-border': '#e5e5e5',
    'textLink-foreground': '#005fb8',
    'charts-red': '#e51400',
    'charts-blue': '#1a85ff',
  }),
  'high contrast': themeOf('vscode-high-contrast', 'highContrast', {
    'editor-background': '#000000',
    foreground: '#ffffff',
    descriptionForeground: '#ffffffb3',
    'button-secondaryForeground': '#ffffff',
    'button-border': '#6fc3df',
    contrastBorder: '#6fc3df',
    'dropdown-background': '#000000',
    'dropdown-border': '#6fc3df',
    'dropdown-foreground': '#ffffff',
    'editorWidget-background': '#0c141f',
    focusBorder: '#f38518',
    'panel-border': '#6fc3df',
    'textLink-foreground': '#21a6ff',
  }),
  'light high contrast': themeOf('vscode-high-contrast-light', 'highContrastLight', {
    'editor-background': '#ffffff',
    foreground: '#292929',
    descriptionForeground: '#292929b3',
    'button-secondaryBackground': '#ffffff',
    'button-secondaryForeground': '#292929',
    'button-border': '#0f4a85',
    contrastBorder: '#0f4a85',
    'dropdown-background': '#ffffff',
    'dropdown-border': '#0f4a85',
    'dropdown-foreground': '#292929',
    'editorWidget-background': '#ffffff',
    focusBorder: '#006bbd',
    'panel-border': '#0f4a85',
    'textLink-foreground': '#0f4a85',
  }),
};
