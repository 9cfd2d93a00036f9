// In a mirrored picture of a drawn class one sees the other leg: its words change their sides.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;

// French: “pied gauche”, “pied droit”; “jambe gauche”, “jambe droite”.
const HE = "pied|talon|genou|bras|côté";
const SHE = "jambe|main|hanche|épaule|cheville";
const COTES = new RegExp(`(?<!\\p{L})(${HE}|${SHE}) (gauche|droite?)(?!\\p{L})`, "giu");
const otherCote = (all, part, side) =>
  `${part} ${side.toLowerCase() !== "gauche" ? "gauche" : SHE.split("|").includes(part.toLowerCase()) ? "droite" : "droit"}`;

export const otherSides = (words) => words.replace(SIDES, (side) => OTHER[side] ?? side).replace(COTES, otherCote);
