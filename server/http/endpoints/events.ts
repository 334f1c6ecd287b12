import { endpoints } from '#server/contract/endpoints.ts';
import { isAllowed } from '../access.ts';
import { handleRaw } from '../handle.ts';

/** A browser that reconnects says in Last-Event-ID what it has; a first call says it in the query, or nothing. */
export const events = handleRaw(endpoints.events, async (call, tools, req, res) => {
  const { services, auth, streams, tuning } = tools;
  if (req.method === 'HEAD') {
    res.type('text/event-stream').end();
    return;
  }
  const secret = call.secret ?? '';
  const { hub } = call.params;
  await streams.open(res, secret, {
    hub,
    events: services.events,
    after: req.get('last-event-id') ?? call.query.after?.toString() ?? null,
    isAllowed: async () => isAllowed(endpoints.events.access, await auth.authenticate(secret), hub),
    heartbeatSeconds: tuning.heartbeatSeconds,
    sessionCheckSeconds: tuning.sessionCheckSeconds,
    stallSeconds: tuning.stallSeconds,
  });
});
