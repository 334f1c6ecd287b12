import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const getDrivenPhoto = handleRaw(
  endpoints.getDrivenPhoto,
  async ({ params: { run, photo }, key }, { services }, _req, res) => {
    const { type, bytes } = await services.drive.placePhoto({ run, key }, photo);
    // The page keeps it with the run; a member may take it back.
    res.set({ 'Content-Type': type, 'Cache-Control': 'private, no-store' }).send(bytes);
  },
);
