/**
 * Twelve run colours, found by search for the largest smallest OKLab distance between any two, seen normally and
 * with protanopia, deuteranopia and tritanopia (Machado, Oliveira, Fernandes 2009); a test holds the distance.
 * Ordered so that neighbours in the list differ most in lightness and hue.
 */
export const runColours = [
  '#262f8a',
  '#da452c',
  '#269573',
  '#a04dec',
  '#87c010',
  '#914048',
  '#5ba0fa',
  '#463518',
  '#1fcee3',
  '#6b50a4',
  '#cda896',
  '#a78cb8',
] as const;

/** After each twelve runs the colours repeat with the next pattern; lengths in line widths. */
export const dashPatterns = [null, [3, 1.2], [1.2, 1.2], [4, 1, 1, 1]] as const;

export interface RunLook {
  readonly colour: string;
  /** Index in dashPatterns. */
  readonly dash: number;
  /** Text colour that is readable on `colour`. */
  readonly textColour: '#ffffff' | '#000000';
}

/** The look of the run with this number, counted from 0 in plan order. */
export function runLook(index: number): RunLook {
  const colour = runColours[index % runColours.length] ?? runColours[0];
  const dash = Math.floor(index / runColours.length) % dashPatterns.length;
  return { colour, dash, textColour: relativeLuminance(colour) > 0.179 ? '#000000' : '#ffffff' };
}

/** WCAG 2 relative luminance of `#rrggbb`, 0 to 1. */
export function relativeLuminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
