/** The first execution of a repair bears its id; one that replaces a lost execution counts on: `261120-0007.2`. */
export const executionName = (repairId: string, generation: number): string =>
  generation === 1 ? repairId : `${repairId}.${generation}`

export const generationOf = (execution: string): number => Number(execution.split('.')[1] ?? 1)
