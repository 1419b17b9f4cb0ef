const simpleEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/**
 * The text that the inside of a quoted HCL string stands for: backslash escapes and the doubled template
 * markers (`$${`, `%%{`) decoded. An escape that HCL does not know is left as it is.
 */
export function decodeQuoted(raw: string): string {
  const unescaped = raw.replace(
    /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([nrt"\\]))/g,
    (whole, four: string | undefined, eight: string | undefined, simple: string | undefined) => {
      if (simple !== undefined) return simpleEscapes[simple] ?? whole;
      const codePoint = Number.parseInt(four ?? eight ?? '', 16);
      return codePoint <= 0x10ffff ? String.fromCodePoint(codePoint) : whole;
    },
  );
  return decodeTemplateMarkers(unescaped);
}

/** The same for heredocs and for JSON strings, where a backslash is an ordinary character. */
export function decodeTemplateMarkers(raw: string): string {
  return raw.replaceAll('$${', '${').replaceAll('%%{', '%{');
}

/** `text` as a quoted HCL string, quotes included. */
export function encodeQuoted(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t');
  return `"${encodeTemplateMarkers(escaped)}"`;
}

/** `text` as the content of a template that stands for just this text. */
export function encodeTemplateMarkers(text: string): string {
  return text.replace(/[$%](?=\{)/g, '$&$&');
}
