/** Without WebGL there is no map; the lists show everything that is on it. */
export function hasWebGl(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null;
}
