// What both uploads share: why one came to an end, and sizes as the server writes them.
import { number } from "./clock-face.js";

export class Trouble extends Error {
  constructor(kind, sentence = "") {
    super(sentence || kind);
    Object.assign(this, { kind, sentence });
  }
}

// `units`: bytes and its multiples of 1024, in the words of the page.
export function sized(bytes, units) {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
  return `${number(bytes / 1024 ** step, step ? 1 : 0)}\u00a0${units[step]}`;
}
