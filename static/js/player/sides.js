// In a mirrored picture the left leg is on the right: words change their sides.

const OTHER = { left: "right", right: "left", Left: "Right", Right: "Left" };
const SIDES = /\b(left|right)(?= (?:leg|foot|heel|knee|hip|arm|hand|side|shoulder)\b)/gi;

export const otherSides = (words) => words.replace(SIDES, (side) => OTHER[side] ?? side);
