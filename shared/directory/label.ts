/** What the code on a unit's label leads to: a fault report of two fields. It says nothing but the serial number, which stands beside it. */
export const labelPath = (serial: string): string => `/r/${encodeURIComponent(serial)}`
