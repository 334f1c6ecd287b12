import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const vroomHealth = handle(endpoints.vroomHealth, (_call, { services }) => services.vroom.state());
