// What both uploads share: why one came to an end, and sizes as the server writes them.

const UNITS = ["bytes", "KB", "MB", "GB"]; // of 1024

export class Trouble extends Error {
  constructor(kind, sentence = "") {
    super(sentence || kind);
    Object.assign(this, { kind, sentence });
  }
}

export function sized(bytes) {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${(bytes / 1024 ** step).toFixed(step ? 1 : 0)} ${UNITS[step]}`;
}
