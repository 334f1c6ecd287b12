/** In `PlanState.legSeconds`: not looked up since the node was linked. */
export const unknownLeg = -2;

/** In `PlanState.startsAt`: the vehicle leaves when it likes. */
export const anyStart = -(2 ** 31);

/** In `PlanState.hubArrival`: no trip that brings something ends here. */
export const notThere = -(2 ** 31);
