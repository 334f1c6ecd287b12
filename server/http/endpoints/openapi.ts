import { endpoints } from '#server/contract/endpoints.ts';
import { handle } from '../handle.ts';

export const openapi = handle(endpoints.openapi, (_call, tools) => tools.openapi());
