import type { Configuration } from 'electron-builder';

/**
 * electron-builder's settings: `npm run package` stages the app (stage-app.ts) and packs it for the system that it runs
 * on. Signing is by the environment (CSC_LINK, CSC_KEY_PASSWORD; APPLE_ID and so on), never by this file.
 *
 * The fuses take away what an attacker at the till would use: Electron as a plain Node, NODE_OPTIONS, inspectors, code
 * from outside the archive, an archive that was changed.
 */
export const packaging = {
  appId: 'cn.qiantai.till',
  productName: 'Qiantai',
  copyright: 'Apache-2.0',
  directories: { app: '.build/app', output: '.build/packages', buildResources: 'build-resources' },
  electronVersion: '45.4.1',
  files: ['**/*', '!**/*.map', '!**/*.test.*', '!node_modules/**/{test,tests,docs,binding.gyp,src}/**'],
  asar: true,
  asarUnpack: ['**/*.node'],
  npmRebuild: false,
  nodeGypRebuild: false,
  // Updates come by the fleet's channel as data; nothing installs itself.
  publish: null,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: electron-builder's own placeholders
  artifactName: '${productName}-${version}-${os}-${arch}.${ext}',
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  linux: {
    target: [{ target: 'AppImage' }, { target: 'deb' }],
    category: 'Office',
    executableName: 'qiantai-till',
    maintainer: 'Qiantai',
    synopsis: 'The till of Qiantai',
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libxss1', 'libudev1'] },
  win: { target: [{ target: 'nsis', arch: ['x64', 'arm64'] }], executableName: 'qiantai-till' },
  nsis: {
    oneClick: false,
    perMachine: true,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  mac: {
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    category: 'public.app-category.business',
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
} satisfies Configuration;
