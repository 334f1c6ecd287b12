declare module 'open-location-code' {
  /** Degrees; a code stands for an area. */
  export interface CodeArea {
    readonly latitudeCenter: number;
    readonly longitudeCenter: number;
  }
  /** Methods throw strings where a code is not of the kind they need. */
  export class OpenLocationCode {
    isValid(code: string): boolean;
    isShort(code: string): boolean;
    isFull(code: string): boolean;
    encode(latitude: number, longitude: number, codeLength?: number): string;
    decode(code: string): CodeArea;
    shorten(code: string, latitude: number, longitude: number): string;
    recoverNearest(shortCode: string, latitude: number, longitude: number): string;
  }
}
