import { describe, expect, it } from 'vitest';
import { legBetween } from '#server/domain/desk/desk-day.ts';
import { scheduleDeskRun } from '#server/domain/desk/schedule-desk-run.ts';
import { haulRun } from '#server/domain/shares/haul-run.ts';
import { randomDay } from '../../support/desk-day.ts';

const add = (amounts: Iterable<number>) => [...amounts].reduce((sum, amount) => sum + amount, 0);

describe('what a run carries how far', () => {
  it('adds up to the load on board over the whole way, pickups and deliveries, to half a kg-km a request', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { day, plan } = randomDay(seed, 40, 4);
      for (const run of plan.runs) {
        const { schedule, carriage } = scheduleDeskRun(run, day);
        const { kgKmOf, metres } = haulRun(run, day);
        expect(metres).toBe(schedule.metres);
        expect(Math.abs(add(kgKmOf.values()) - carriage.gramMetres / 1e6)).toBeLessThanOrEqual(
          kgKmOf.size / 2,
        );
      }
    }
  });

  it('is empty on the way out to pickups, and on the way back from deliveries', () => {
    const { day, plan } = randomDay(2, 40, 4);
    const [run] = plan.runs;
    const of = (kind: 'pickup' | 'delivery') => [...day.stops].find(([, stop]) => stop[kind][0]! > 0)!;
    for (const kind of ['pickup', 'delivery'] as const) {
      const [stop, { place, parts }] = of(kind);
      const { table, startPlace, endPlace } = day.vehicles.get(run!.vehicle)!;
      const [out, back] = [
        legBetween(day.tables[table]!, startPlace, place)!.metres,
        legBetween(day.tables[table]!, place, endPlace)!.metres,
      ];
      const { emptyMetres, kgKmOf } = haulRun({ ...run!, trips: [[{ stop, pin: null }]] }, day);
      expect(emptyMetres).toBe(kind === 'pickup' ? out : back);
      const loaded = kind === 'pickup' ? back : out;
      for (const part of parts) {
        expect(kgKmOf.get(part.request)).toBe(Math.round((part[kind][0]! * loaded) / 1000));
      }
    }
  });
});
