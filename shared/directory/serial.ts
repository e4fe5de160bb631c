/** Serial numbers as people type them: case and blanks do not count. */
export const normaliseSerial = (serial: string): string => serial.replace(/\s+/g, '').toUpperCase()
