declare module 'osrm-text-instructions' {
  interface Instructions {
    /** `waypointName` names the destination of `arrive`. */
    compile(language: string, step: object, options?: { waypointName?: string }): string;
  }
  function makeInstructions(version: 'v5'): Instructions;
  export = makeInstructions;
}

declare module 'osrm-text-instructions/languages' {
  const languages: { readonly supportedCodes: readonly string[] };
  export = languages;
}
