import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const getPlacePhoto = handleRaw(
  endpoints.getPlacePhoto,
  async ({ params }, { services }, _req, res) => {
    const { type, bytes } = await services.booking.getPhoto(params.hub, params.request);
    // A member may take it back.
    res.set({ 'Content-Type': type, 'Cache-Control': 'private, no-store' }).send(bytes);
  },
);
