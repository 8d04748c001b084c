import { Icon } from '../icons'
import { Toolbox } from '../Toolbox'
import { PresetsButton } from '../gallery/PresetsButton'
import { SavedButton } from '../saved/SavedButton'
import { showLecture } from '../lecture/lectureMode'
import { setTheme, THEMES, useTheme } from '../theme'
import { ExportMenu } from './ExportMenu'
import { Menu } from './Menu'
import { SharePanel } from './SharePanel'

/** What concerns the page as a whole. */
export function PageMenu({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <Toolbox label="Page" className="pageMenu">
      <PresetsButton />
      <SavedButton />
      <SharePanel />
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
