import type { Plots } from '../shell/deps.ts'
import { advisoryPlot } from './advisory-plot.ts'
import { contractPlot } from './contract-plot.ts'
import { contractsIn } from './contracts.ts'
import type { Deps, Outside } from './deps.ts'
import { dutyPlot } from './duty-plot.ts'
import { noticePlot } from './notice-plot.ts'
import { repairPlot } from './repair-plot.ts'
import { repairsIn } from './repairs.ts'
import { rosterPlot } from './roster-plot.ts'
import { upgradePlot } from './upgrade-plot.ts'
import { visitPlot } from './visit-plot.ts'

/** Every kind of subject that promises are about. */
export const PLOTS: Plots = {
  repair: repairPlot,
  contract: contractPlot,
  visit: visitPlot,
  upgrade: upgradePlot,
  advisory: advisoryPlot,
  notice: noticePlot,
  duty: dutyPlot,
  roster: rosterPlot,
}

/** With the subjects that are told on it. */
export const withSubjects = <D extends Pick<Outside, 'store' | 'directory' | 'contractFiles'>>(
  outside: D,
): D & Pick<Deps, 'repairs' | 'contracts' | 'plots'> => ({
  ...outside,
  plots: PLOTS,
  repairs: repairsIn(outside),
  contracts: contractsIn(outside),
})
