declare module 'osrm-text-instructions' {
  interface Instructions {
    compile(language: string, step: object, options?: { legIndex?: number; legCount?: number }): string;
  }
  function makeInstructions(version: 'v5'): Instructions;
  export = makeInstructions;
}
