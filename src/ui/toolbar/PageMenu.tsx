import { encodeLink } from '../../experiment/link'
import { usePlayground } from '../../state/store/store'
import { Icon } from '../icons'
import { Toolbox } from '../Toolbox'
import { PresetsButton } from '../gallery/PresetsButton'
import { SavedButton } from '../saved/SavedButton'
import { showLecture } from '../lecture/lectureMode'
import { setTheme, THEMES, useTheme } from '../theme'
import { embedView } from '../share/embedView'
import { ExportMenu } from './ExportMenu'
import { describedExperiment } from '../../state/experiment/pending'
import { Menu } from './Menu'
import { SharePanel, type Shared } from './SharePanel'

function makeShared(): Shared {
  const experiment = describedExperiment(usePlayground.getState())
  const page = location.href.split('#')[0]
  const forLecture = { ...experiment, view: { ...experiment.view, lecture: 'on' } }
  return {
    link: `${page}#${encodeLink(experiment)}`,
    lectureLink: `${page}#${encodeLink(forLecture)}`,
    embedLink: (shown) =>
      `${page}#${encodeLink({ ...experiment, embed: true, view: embedView(experiment.view, shown) })}`,
    name: experiment.name,
  }
}

/** What concerns the page as a whole. */
export function PageMenu({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <Toolbox label="Page" className="pageMenu">
      <PresetsButton />
      <SavedButton />
      <SharePanel makeShared={makeShared} />
      <ExportMenu />
      <ThemeMenu />
      <button
        type="button"
        className="button button--only"
        aria-label="Help"
        title="Keys and help (?)"
        aria-haspopup="dialog"
        onClick={onHelp}
      >
        <Icon name="help" />
      </button>
    </Toolbox>
  )
}

const THEME_LABELS = { system: 'As the system', light: 'Light', dark: 'Dark' }

function ThemeMenu() {
  const theme = useTheme()
  return (
    <Menu
      label="Theme"
      icon="theme"
      iconOnly
      title="Light or dark, lecture mode"
      className="popover--end popover--narrow"
      items={[
        ...THEMES.map((one) => ({
          label: THEME_LABELS[one],
          checked: one === theme,
          run: () => setTheme(one),
        })),
        {
          label: 'Lecture mode',
          hint: 'Large type, two charts and maxLr (P)',
          group: 'Presentation',
          run: () => showLecture(true),
        },
      ]}
    />
  )
}
