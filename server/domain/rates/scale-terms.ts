import type { RateTerms } from './rate-terms.ts';

/** What of the terms: by the day and the trip; by the km; by the hour, of whatever kind. */
export type RatePart = 'hire' | 'km' | 'hours';

/** Terms of which a part is by so many percent more, or less (≥ −100); each rounded to whole minor units. */
export function scaleTerms(terms: RateTerms, part: RatePart, percent: number): RateTerms {
  const scaled = (amount: number) => Math.round((amount * (100 + percent)) / 100);
  switch (part) {
    case 'hire':
      return {
        ...terms,
        fixedCost: scaled(terms.fixedCost),
        ...(terms.costPerTrip !== undefined && { costPerTrip: scaled(terms.costPerTrip) }),
      };
    case 'km':
      return {
        ...terms,
        costPerKm: scaled(terms.costPerKm),
        ...(terms.kmBands && {
          kmBands: terms.kmBands.map((band) => ({ ...band, costPerKm: scaled(band.costPerKm) })),
        }),
      };
    case 'hours': {
      const { costPerHour, costPerDrivingHour, costPerServiceHour, overtime } = terms;
      return {
        ...terms,
        costPerHour: scaled(costPerHour),
        ...(costPerDrivingHour !== undefined && { costPerDrivingHour: scaled(costPerDrivingHour) }),
        ...(costPerServiceHour !== undefined && { costPerServiceHour: scaled(costPerServiceHour) }),
        ...(overtime && { overtime: { costPerHour: scaled(overtime.costPerHour) } }),
      };
    }
  }
}
