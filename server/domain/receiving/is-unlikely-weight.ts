/** From here on a weight is unlikely: so many times what was booked, or so small a part of it, and so many kg off. */
const unlikely = { times: 8, kg: 100 };

/** Whether a weight is so far from what was booked, both in kg, that a slip of the keys is to be thought of; 0 is none. */
export function isUnlikelyWeight(bookedKg: number, kg: number): boolean {
  if (kg === 0 || Math.abs(kg - bookedKg) < unlikely.kg) return false;
  return kg >= bookedKg * unlikely.times || kg * unlikely.times <= bookedKg;
}
