import type { ComponentProps, ComponentType } from 'react'
import { type Any, type Load, late } from './late.tsx'
import { antSheet } from './outside/sheet.ts'

export const loadAnt = () => Promise.all([import('./ant.tsx'), antSheet()])

/**
 * `late`, for what is made of Ant Design: both are loaded when it is first drawn. The board and whatever stands around all rooms are
 * made without it, so that they show sooner.
 */
export const withAnt = <Part extends Any>(
  load: Load<Part>,
  place?: Parameters<typeof late>[1],
): ComponentType<ComponentProps<Part>> =>
  late(async () => {
    const [{ default: Drawn }, [{ Ant }]] = await Promise.all([load(), loadAnt()])
    const Whole = (props: ComponentProps<Part>) => (
      <Ant>
        <Drawn {...props} />
      </Ant>
    )
    return { default: Whole }
  }, place)
