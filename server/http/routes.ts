import type { Route } from './handle.ts';
import { acceptInvite } from './endpoints/accept-invite.ts';
import { addDriver } from './endpoints/add-driver.ts';
import { addHub } from './endpoints/add-hub.ts';
import { addRequest } from './endpoints/add-request.ts';
import { addLedgerEntry } from './endpoints/add-ledger-entry.ts';
import { addRateCard } from './endpoints/add-rate-card.ts';
import { addScenario } from './endpoints/add-scenario.ts';
import { addUser } from './endpoints/add-user.ts';
import { addVehicleType } from './endpoints/add-vehicle-type.ts';
import { addVehicle } from './endpoints/add-vehicle.ts';
import { adoptScenario } from './endpoints/adopt-scenario.ts';
import { bringBackRequests } from './endpoints/bring-back-requests.ts';
import { cancelRequest } from './endpoints/cancel-request.ts';
import { carryOverRequests } from './endpoints/carry-over-requests.ts';
import { editPlan } from './endpoints/edit-plan.ts';
import { events } from './endpoints/events.ts';
import { exportPlan } from './endpoints/export-plan.ts';
import { changeRateCard } from './endpoints/change-rate-card.ts';
import { exportCosts } from './endpoints/export-costs.ts';
import { exportLedger } from './endpoints/export-ledger.ts';
import { getCosts } from './endpoints/get-costs.ts';
import { getDayMoney } from './endpoints/get-day-money.ts';
import { getDeskPaths } from './endpoints/get-desk-paths.ts';
import { getDeskTables } from './endpoints/get-desk-tables.ts';
import { getDesk } from './endpoints/get-desk.ts';
import { getDirections } from './endpoints/get-directions.ts';
import { getHubSettings } from './endpoints/get-hub-settings.ts';
import { getHub } from './endpoints/get-hub.ts';
import { getInvite } from './endpoints/get-invite.ts';
import { getPlan } from './endpoints/get-plan.ts';
import { getProposal } from './endpoints/get-proposal.ts';
import { getPublication } from './endpoints/get-publication.ts';
import { getQuote } from './endpoints/get-quote.ts';
import { listKeptQuotes } from './endpoints/list-kept-quotes.ts';
import { getCheaperStop } from './endpoints/get-cheaper-stop.ts';
import { getVillageCosts } from './endpoints/get-village-costs.ts';
import { exportWhatIf } from './endpoints/export-what-if.ts';
import { getWhatIf } from './endpoints/get-what-if.ts';
import { startWhatIf } from './endpoints/start-what-if.ts';
import { listLedger } from './endpoints/list-ledger.ts';
import { setShareRules } from './endpoints/set-share-rules.ts';
import { stopWhatIf } from './endpoints/stop-what-if.ts';
import { getRates } from './endpoints/get-rates.ts';
import { getReceiving } from './endpoints/get-receiving.ts';
import { getSession } from './endpoints/get-session.ts';
import { health } from './endpoints/health.ts';
import { importActuals } from './endpoints/import-actuals.ts';
import { importFleet } from './endpoints/import-fleet.ts';
import { importRequests } from './endpoints/import-requests.ts';
import { listDrivers } from './endpoints/list-drivers.ts';
import { listEdits } from './endpoints/list-edits.ts';
import { listMoreVehicles } from './endpoints/list-more-vehicles.ts';
import { listRegions } from './endpoints/list-regions.ts';
import { listRequests } from './endpoints/list-requests.ts';
import { listScenarios } from './endpoints/list-scenarios.ts';
import { listUnassigned } from './endpoints/list-unassigned.ts';
import { listUsers } from './endpoints/list-users.ts';
import { listVehicleTypes } from './endpoints/list-vehicle-types.ts';
import { listVehicles } from './endpoints/list-vehicles.ts';
import { noteActuals } from './endpoints/note-actuals.ts';
import { openapi } from './endpoints/openapi.ts';
import { planRest } from './endpoints/plan-rest.ts';
import { publishPlan } from './endpoints/publish-plan.ts';
import { redoEdit } from './endpoints/redo-edit.ts';
import { removeRateCard } from './endpoints/remove-rate-card.ts';
import { removeScenario } from './endpoints/remove-scenario.ts';
import { resetUser } from './endpoints/reset-user.ts';
import { restoreDriver } from './endpoints/restore-driver.ts';
import { restoreRequest } from './endpoints/restore-request.ts';
import { restoreVehicleType } from './endpoints/restore-vehicle-type.ts';
import { restoreVehicle } from './endpoints/restore-vehicle.ts';
import { retireDriver } from './endpoints/retire-driver.ts';
import { retireVehicleType } from './endpoints/retire-vehicle-type.ts';
import { retireVehicle } from './endpoints/retire-vehicle.ts';
import { saveHubSettings } from './endpoints/save-hub-settings.ts';
import { saveProducts } from './endpoints/save-products.ts';
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
import { updateDriver } from './endpoints/update-driver.ts';
import { updateUser } from './endpoints/update-user.ts';
import { updateVehicleType } from './endpoints/update-vehicle-type.ts';
import { updateVehicle } from './endpoints/update-vehicle.ts';
import { vroomHealth } from './endpoints/vroom-health.ts';
import { weighIn } from './endpoints/weigh-in.ts';
import { withdrawRuns } from './endpoints/withdraw-runs.ts';
import { listCooperatives } from './endpoints/list-cooperatives.ts';
import { addCooperative } from './endpoints/add-cooperative.ts';
import { updateCooperative } from './endpoints/update-cooperative.ts';
import { listMembers } from './endpoints/list-members.ts';
import { addMember } from './endpoints/add-member.ts';
import { updateMember } from './endpoints/update-member.ts';
import { revokeMemberSession } from './endpoints/revoke-member-session.ts';
import { removeMember } from './endpoints/remove-member.ts';
import { inviteMember } from './endpoints/invite-member.ts';
import { exportMember } from './endpoints/export-member.ts';
import { readBookingLines } from './endpoints/read-booking-lines.ts';
import { readBookingText } from './endpoints/read-booking-text.ts';
import { bookText } from './endpoints/book-text.ts';
import { getRequestText } from './endpoints/get-request-text.ts';
import { listStandingPickups } from './endpoints/list-standing-pickups.ts';
import { addStandingPickup } from './endpoints/add-standing-pickup.ts';
import { skipStandingDay } from './endpoints/skip-standing-day.ts';
import { unskipStandingDay } from './endpoints/unskip-standing-day.ts';
import { endStandingPickup } from './endpoints/end-standing-pickup.ts';
import { bookByProgram } from './endpoints/book-by-program.ts';
import { listApiKeys } from './endpoints/list-api-keys.ts';
import { addApiKey } from './endpoints/add-api-key.ts';
import { revokeApiKey } from './endpoints/revoke-api-key.ts';
import { listWebhooks } from './endpoints/list-webhooks.ts';
import { addWebhook } from './endpoints/add-webhook.ts';
import { removeWebhook } from './endpoints/remove-webhook.ts';
import { listWebhookCalls } from './endpoints/list-webhook-calls.ts';
import { retryWebhookCall } from './endpoints/retry-webhook-call.ts';
import { getRunLink } from './endpoints/get-run-link.ts';
import { bindPhone } from './endpoints/bind-phone.ts';
import { getDrivenRun } from './endpoints/get-driven-run.ts';
import { getDrivenDirections } from './endpoints/get-driven-directions.ts';
import { syncRun } from './endpoints/sync-run.ts';
import { addPicture } from './endpoints/add-picture.ts';
import { getDrivenMap } from './endpoints/get-driven-map.ts';
import { getDrivenTile } from './endpoints/get-driven-tile.ts';
import { getDrivenPhoto } from './endpoints/get-driven-photo.ts';
import { addRunLinks } from './endpoints/add-run-links.ts';
import { revokeRunLinks } from './endpoints/revoke-run-links.ts';
import { listDrivenRuns } from './endpoints/list-driven-runs.ts';
import { decidePhone } from './endpoints/decide-phone.ts';
import { enterRunEvents } from './endpoints/enter-run-events.ts';
import { getRunPicture } from './endpoints/get-run-picture.ts';
import { getMemberInvite } from './endpoints/get-member-invite.ts';
import { acceptMemberInvite } from './endpoints/accept-member-invite.ts';
import { startBooking } from './endpoints/start-booking.ts';
import { searchBookingPlaces } from './endpoints/search-booking-places.ts';
import { quoteBooking } from './endpoints/quote-booking.ts';
import { book } from './endpoints/book.ts';
import { cancelBooking } from './endpoints/cancel-booking.ts';
import { getBookingReceipt } from './endpoints/get-booking-receipt.ts';
import { declineOffer } from './endpoints/decline-offer.ts';
import { carryPhone } from './endpoints/carry-phone.ts';
import { unbindPhone } from './endpoints/unbind-phone.ts';
import { addMate } from './endpoints/add-mate.ts';
import { inviteMate } from './endpoints/invite-mate.ts';
import { exportOwnData } from './endpoints/export-own-data.ts';
import { removeOwnData } from './endpoints/remove-own-data.ts';
import { addPlacePhoto } from './endpoints/add-place-photo.ts';
import { bookingEvents } from './endpoints/booking-events.ts';
import { subscribePush } from './endpoints/subscribe-push.ts';
import { unsubscribePush } from './endpoints/unsubscribe-push.ts';
import { getPlacePhoto } from './endpoints/get-place-photo.ts';
import { bookingTile } from './endpoints/booking-tile.ts';
import { listBookings } from './endpoints/list-bookings.ts';
import { settleBooking } from './endpoints/settle-booking.ts';
import { offerBooking } from './endpoints/offer-booking.ts';
import { getBookingSettings } from './endpoints/get-booking-settings.ts';
import { saveBookingSettings } from './endpoints/save-booking-settings.ts';

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
  carryOverRequests,
  bringBackRequests,
  importRequests,
  readBookingText,
  bookText,
  getRequestText,
  listStandingPickups,
  addStandingPickup,
  skipStandingDay,
  unskipStandingDay,
  endStandingPickup,
  bookByProgram,
  listApiKeys,
  addApiKey,
  revokeApiKey,
  listWebhooks,
  addWebhook,
  removeWebhook,
  listWebhookCalls,
  retryWebhookCall,
  listVehicles,
  updateVehicle,
  getHubSettings,
  saveHubSettings,
  saveProducts,
  addVehicle,
  retireVehicle,
  restoreVehicle,
  listVehicleTypes,
  addVehicleType,
  updateVehicleType,
  retireVehicleType,
  restoreVehicleType,
  listDrivers,
  addDriver,
  updateDriver,
  retireDriver,
  restoreDriver,
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
  getPublication,
  publishPlan,
  withdrawRuns,
  exportPlan,
  getRunLink,
  bindPhone,
  getDrivenRun,
  getDrivenDirections,
  syncRun,
  addPicture,
  getDrivenMap,
  getDrivenTile,
  getDrivenPhoto,
  addRunLinks,
  revokeRunLinks,
  listDrivenRuns,
  decidePhone,
  enterRunEvents,
  getRunPicture,
  getRates,
  addRateCard,
  changeRateCard,
  removeRateCard,
  setFuelPrice,
  setBaseline,
  setShareRules,
  getDayMoney,
  noteActuals,
  importActuals,
  settleDay,
  addLedgerEntry,
  listLedger,
  exportLedger,
  getCosts,
  exportCosts,
  getVillageCosts,
  getCheaperStop,
  getQuote,
  listKeptQuotes,
  startWhatIf,
  getWhatIf,
  exportWhatIf,
  stopWhatIf,
  listCooperatives,
  addCooperative,
  updateCooperative,
  listMembers,
  addMember,
  updateMember,
  revokeMemberSession,
  removeMember,
  inviteMember,
  exportMember,
  getMemberInvite,
  acceptMemberInvite,
  startBooking,
  searchBookingPlaces,
  quoteBooking,
  book,
  readBookingLines,
  cancelBooking,
  getBookingReceipt,
  declineOffer,
  carryPhone,
  unbindPhone,
  addMate,
  inviteMate,
  exportOwnData,
  removeOwnData,
  addPlacePhoto,
  bookingEvents,
  subscribePush,
  unsubscribePush,
  bookingTile,
  getPlacePhoto,
  listBookings,
  settleBooking,
  offerBooking,
  getBookingSettings,
  saveBookingSettings,
  getReceiving,
  weighIn,
  events,
  solveVroom,
  vroomHealth,
];
