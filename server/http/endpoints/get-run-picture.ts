import { endpoints } from '#server/contract/endpoints.ts';
import { handleRaw } from '../handle.ts';

export const getRunPicture = handleRaw(
  endpoints.getRunPicture,
  async ({ params }, { services }, _req, res) => {
    const { type, bytes } = await services.drive.getPicture(params.hub, params.run, params.picture);
    res.set({ 'Content-Type': type, 'Cache-Control': 'private, max-age=31536000, immutable' }).send(bytes);
  },
);
