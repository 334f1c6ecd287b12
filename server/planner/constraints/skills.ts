import type { ProblemStop, ProblemVehicle } from '../model/problem.ts';

/** Whether the vehicle can do all that the stop asks for. */
export function hasSkills(stop: ProblemStop, vehicle: ProblemVehicle): boolean {
  return stop.skills === undefined || stop.skills.every((skill) => vehicle.skills?.includes(skill) === true);
}
