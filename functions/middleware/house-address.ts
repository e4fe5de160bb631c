/** What stands for whoever sits at an address: of the new kind a house has the first half, and any number of the second. */
export const houseOf = (address: string): string =>
  address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address
