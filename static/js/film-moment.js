// Moments of a film as its forms write them: 62.5 s is 1:02.500.

export function moment(atSeconds) {
  const ms = Math.max(0, Math.round(atSeconds * 1000));
  const [hours, minutes, rest] = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, ms % 60_000];
  const tail = `${String(Math.floor(rest / 1000)).padStart(2, "0")}.${String(rest % 1000).padStart(3, "0")}`;
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${tail}` : `${minutes}:${tail}`;
}

export function seconds(text) {
  if (!/^\s*(\d{1,3}:){0,2}\d{1,5}([.,]\d{1,3})?\s*$/.test(text)) return Number.NaN;
  return text.trim().replace(",", ".").split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
}
