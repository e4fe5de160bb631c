import type { Plots } from '../shell/deps.ts'
import type { Deps, Outside } from './deps.ts'
import { repairPlot } from './repair-plot.ts'
import { repairsIn } from './repairs.ts'

/** Every kind of subject that promises are about. */
export const PLOTS: Plots = { repair: repairPlot }

/** With the subjects that are told on it. */
export const withSubjects = <D extends Pick<Outside, 'store' | 'directory'>>(
  outside: D,
): D & Pick<Deps, 'repairs' | 'plots'> => ({ ...outside, plots: PLOTS, repairs: repairsIn(outside) })
