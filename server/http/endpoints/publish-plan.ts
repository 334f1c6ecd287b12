import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';
import { onVersion } from './on-version.ts';

export const publishPlan = handle(endpoints.publishPlan, (call, { services }) =>
  services.publishing.publish(onVersion(call), call.body.runs),
);
