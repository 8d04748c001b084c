export interface NamedSource {
  id: string
  label: string
  package: string
  size: string
  files: Record<string, string>
  opensThePage?: true
}
export const sources: NamedSource[]
