import { useRepair } from '../data.ts'

export function RepairPage({ id }: { id: string }) {
  const { data } = useRepair(id)
  return <div className="page">{data?.symptoms}</div>
}
