import makeInstructions from 'osrm-text-instructions';
import { directionLanguageOf } from '#server/domain/direction-languages.ts';
import { reworded } from './direction-wording.ts';
import type { RouteStep } from './port.ts';

const instructions = makeInstructions('v5');

/** Kinds of manoeuvre there are sentences for; OSRM asks clients to take any other for a turn. */
const knownTypes: ReadonlySet<string> = new Set([
  'arrive',
  'continue',
  'depart',
  'end of road',
  'exit roundabout',
  'fork',
  'merge',
  'new name',
  'notification',
  'off ramp',
  'on ramp',
  'roundabout',
  'roundabout turn',
  'turn',
  'use lane',
]);

/**
 * A sentence per step, in one of the languages there are (a region may follow, and any other language gets English).
 * Takes the steps of both engines. The arrival names the destination, since the nameless sentence counts destinations,
 * which some languages cannot leave out.
 */
export function directionTexts(steps: readonly RouteStep[], locale: string, destination: string): string[] {
  const language = directionLanguageOf(locale) ?? 'en';
  return steps.map((step) =>
    reworded(language, instructions.compile(language, readable(step), { waypointName: destination })),
  );
}

/** A step with a kind and a direction that there is a sentence for: without one the library throws. */
function readable(step: RouteStep): RouteStep {
  const { type, modifier, bearing_after: bearing } = step.maneuver;
  const hasLanes = hasLanesOf(step.intersections);
  // One with a name is called by it alone, as if it were a street.
  const plainType = type.replace('rotary', 'roundabout');
  const knownType = knownTypes.has(plainType) ? plainType : 'turn';
  return {
    ...step,
    // A road may have its number in its name.
    ...(step.ref && step.name.includes(step.ref) && { ref: '' }),
    maneuver: {
      ...step.maneuver,
      type: knownType === 'use lane' && !hasLanes ? 'continue' : knownType,
      // Ends of a leg need none; elsewhere none means straight on.
      ...(type !== 'depart' && type !== 'arrive' && { modifier: modifier || 'straight' }),
      ...(bearing !== undefined && { bearing_after: ((bearing % 360) + 360) % 360 }),
    },
  };
}

function hasLanesOf(intersections: RouteStep['intersections']): boolean {
  const first = intersections?.[0] as { lanes?: unknown } | undefined;
  return Array.isArray(first?.lanes);
}
