const quality = 0.72;

/** A photo as small as it can still be read, its longer side of so many pixels: some hundred kB in place of some MB. */
export async function shrinkPhoto(file: Blob, longestSide: number): Promise<Blob> {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The photo could not be made smaller.'))),
      'image/jpeg',
      quality,
    );
  });
}
