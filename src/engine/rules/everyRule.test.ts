import { activate } from '../testing/backends.node'
import { describeRules } from '../testing/ruleSuite'

describeRules('cpu', () => activate('cpu'))
