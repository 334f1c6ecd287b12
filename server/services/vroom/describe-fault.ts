/** What is read of a schema's complaint. */
export interface JsonFault {
  readonly code?: string;
  readonly message: string;
  readonly path: readonly PropertyKey[];
}

/** What is wrong with which field, in words: `service is "ten", not a whole number`. */
export function describeFault(fault: JsonFault, value: unknown): string {
  const found = valueAt(value, fault.path);
  const field = fieldName(fault.path);
  if (fault.code === 'unrecognized_keys' && 'keys' in fault && Array.isArray(fault.keys)) {
    return `the field ${fieldName([...fault.path, String(fault.keys[0])])} is not known`;
  }
  if (found === undefined) return `${field} is missing`;
  const is = Array.isArray(found) ? `has ${found.length} entries` : `is ${show(found)}`;
  if (fault.code === 'too_small' && 'minimum' in fault) {
    const bound = 'inclusive' in fault && fault.inclusive === false ? 'more than' : 'at least';
    return `${field || 'it'} ${is}, not ${bound} ${String(fault.minimum)}`;
  }
  if (fault.code === 'too_big' && 'maximum' in fault) {
    return `${field || 'it'} ${is}, not at most ${String(fault.maximum)}`;
  }
  if (fault.code === 'invalid_value' && 'values' in fault && Array.isArray(fault.values)) {
    return `${field} is ${show(found)}, none of ${fault.values.join(', ')}`;
  }
  if (fault.code === 'invalid_type' && 'expected' in fault) {
    return `${field || 'it'} is ${show(found)}, not ${kinds[String(fault.expected)] ?? String(fault.expected)}`;
  }
  return `${field || 'it'} is ${show(found)}: ${fault.message}`;
}

const kinds: Readonly<Record<string, string>> = {
  int: 'a whole number',
  number: 'a number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list of two',
  object: 'an object',
  record: 'an object',
};

/** `time_windows[0][1]` */
function fieldName(path: readonly PropertyKey[]): string {
  return path
    .map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${String(key)}`))
    .join('');
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value;
  for (const key of path) {
    if (Array.isArray(at)) at = at[Number(key)];
    else at = isRecord(at) ? at[String(key)] : undefined;
  }
  return at;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? 'missing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
