// In a mirrored picture of a drawn class one sees the other leg: its words change their sides.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;

export const otherSides = (words) => words.replace(SIDES, (side) => OTHER[side] ?? side);
