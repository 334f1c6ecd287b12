import type { Route } from './handle.ts';
import { acceptInvite } from './endpoints/accept-invite.ts';
import { addHub } from './endpoints/add-hub.ts';
import { addRequest } from './endpoints/add-request.ts';
import { addLedgerEntry } from './endpoints/add-ledger-entry.ts';
import { addRateCard } from './endpoints/add-rate-card.ts';
import { addScenario } from './endpoints/add-scenario.ts';
import { addUser } from './endpoints/add-user.ts';
import { adoptScenario } from './endpoints/adopt-scenario.ts';
import { cancelRequest } from './endpoints/cancel-request.ts';
import { changeRateCard } from './endpoints/change-rate-card.ts';
import { editPlan } from './endpoints/edit-plan.ts';
import { events } from './endpoints/events.ts';
import { exportLedger } from './endpoints/export-ledger.ts';
import { getDayMoney } from './endpoints/get-day-money.ts';
import { getDeskPaths } from './endpoints/get-desk-paths.ts';
import { getDeskTables } from './endpoints/get-desk-tables.ts';
import { getDesk } from './endpoints/get-desk.ts';
import { getDirections } from './endpoints/get-directions.ts';
import { getHub } from './endpoints/get-hub.ts';
import { getInvite } from './endpoints/get-invite.ts';
import { getPlan } from './endpoints/get-plan.ts';
import { getProposal } from './endpoints/get-proposal.ts';
import { getRates } from './endpoints/get-rates.ts';
import { getSession } from './endpoints/get-session.ts';
import { health } from './endpoints/health.ts';
import { importActuals } from './endpoints/import-actuals.ts';
import { importFleet } from './endpoints/import-fleet.ts';
import { importRequests } from './endpoints/import-requests.ts';
import { listEdits } from './endpoints/list-edits.ts';
import { listMoreVehicles } from './endpoints/list-more-vehicles.ts';
import { listRegions } from './endpoints/list-regions.ts';
import { listRequests } from './endpoints/list-requests.ts';
import { listScenarios } from './endpoints/list-scenarios.ts';
import { listUnassigned } from './endpoints/list-unassigned.ts';
import { listUsers } from './endpoints/list-users.ts';
import { listVehicles } from './endpoints/list-vehicles.ts';
import { noteActuals } from './endpoints/note-actuals.ts';
import { openapi } from './endpoints/openapi.ts';
import { planRest } from './endpoints/plan-rest.ts';
import { redoEdit } from './endpoints/redo-edit.ts';
import { removeRateCard } from './endpoints/remove-rate-card.ts';
import { removeScenario } from './endpoints/remove-scenario.ts';
import { resetUser } from './endpoints/reset-user.ts';
import { restoreRequest } from './endpoints/restore-request.ts';
import { searchPlaces } from './endpoints/search-places.ts';
import { setBaseline } from './endpoints/set-baseline.ts';
import { setFuelPrice } from './endpoints/set-fuel-price.ts';
import { settleDay } from './endpoints/settle-day.ts';
import { signIn } from './endpoints/sign-in.ts';
import { signOut } from './endpoints/sign-out.ts';
import { solveVroom } from './endpoints/solve-vroom.ts';
import { startSolve } from './endpoints/start-solve.ts';
import { stopSolve } from './endpoints/stop-solve.ts';
import { tile } from './endpoints/tile.ts';
import { undoEdit } from './endpoints/undo-edit.ts';
import { updateUser } from './endpoints/update-user.ts';
import { updateVehicle } from './endpoints/update-vehicle.ts';
import { vroomHealth } from './endpoints/vroom-health.ts';

/** Every endpoint that is served. A test holds it equal to the contract's list. */
export const routes: readonly Route[] = [
  health,
  openapi,
  getSession,
  signIn,
  signOut,
  getInvite,
  acceptInvite,
  listUsers,
  addUser,
  updateUser,
  resetUser,
  listRegions,
  addHub,
  getHub,
  searchPlaces,
  tile,
  listRequests,
  addRequest,
  cancelRequest,
  restoreRequest,
  importRequests,
  listVehicles,
  updateVehicle,
  importFleet,
  getPlan,
  startSolve,
  stopSolve,
  getDirections,
  getDesk,
  getDeskTables,
  getDeskPaths,
  editPlan,
  undoEdit,
  redoEdit,
  listEdits,
  listScenarios,
  addScenario,
  removeScenario,
  adoptScenario,
  planRest,
  getProposal,
  listUnassigned,
  listMoreVehicles,
  getRates,
  addRateCard,
  changeRateCard,
  removeRateCard,
  setFuelPrice,
  setBaseline,
  getDayMoney,
  noteActuals,
  importActuals,
  settleDay,
  addLedgerEntry,
  exportLedger,
  events,
  solveVroom,
  vroomHealth,
];
