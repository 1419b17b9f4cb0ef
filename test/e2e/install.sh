#!/usr/bin/env bash
# Puts a real VS Code (code-server: the workbench and the Node extension host) and a browser on this machine,
# for the end-to-end tests, and the Neovim and Emacs of Debian for those of other editors. Does nothing where
# all are there. Everything but the Debian packages goes into
# one folder: $HOLDFAST_E2E_DIR, or .e2e in the repository. Needs Node, npm, and for missing packages root.
set -euo pipefail

editor_version=4.139.1
# What this version of code-server is built for; the tests themselves run on any Node.
node_version=24.21.0

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=${HOLDFAST_E2E_DIR:-$root/.e2e}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)

missing=()
command -v chromium >/dev/null || missing+=(chromium fonts-dejavu-core)
command -v rg >/dev/null || missing+=(ripgrep)
command -v g++ >/dev/null || missing+=(g++)
command -v make >/dev/null || missing+=(make)
command -v python3 >/dev/null || missing+=(python3)
command -v git >/dev/null || missing+=(git)
command -v nvim >/dev/null || missing+=(neovim)
command -v emacs >/dev/null || missing+=(emacs-nox)
# Emacs 29 and later brings it.
if ! command -v emacs >/dev/null || ! emacs --batch --eval '(require (quote eglot))' 2>/dev/null; then
  missing+=(elpa-eglot)
fi
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update
  DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"
fi

node=$folder/node-$node_version/node_modules/node/bin/node
editor=$folder/code-server-$editor_version/node_modules/code-server
description=$folder/editor.json

# An empty project around each, so that npm installs here and not in the repository around us.
project() {
  rm -rf "$1"
  mkdir -p "$1"
  echo '{ "private": true }' >"$1/package.json"
}

if [ ! -x "$node" ]; then
  project "$folder/node-$node_version"
  npm install --prefix "$folder/node-$node_version" "node@$node_version"
fi

if ! grep -qsF "\"$editor_version\"" "$description"; then
  rm -f "$description"
  PATH=$(dirname "$node"):$PATH
  export PATH
  # The native parts need Node's headers; a Node that was installed with them should not download them again.
  prefix=$(dirname "$(dirname "$(readlink -f "$(type -aP node | sed -n 2p)")")")
  if [ -z "${npm_config_nodedir:-}" ] && [ -f "$prefix/include/node/node.h" ]; then
    export npm_config_nodedir=$prefix
  fi
  project "$folder/code-server-$editor_version"
  # Its own install script wants to build parts that only a desktop needs. We build the two that matter here:
  # the one that ends orphaned processes, and the one that writes logs.
  npm install --prefix "$folder/code-server-$editor_version" --ignore-scripts "code-server@$editor_version"
  cd "$editor/lib/vscode"
  npm install --ignore-scripts --omit=dev --legacy-peer-deps
  npm install --prefix extensions --ignore-scripts --omit=dev
  npm rebuild @vscode/native-watchdog @vscode/spdlog
  if [ -d node_modules/@vscode/ripgrep ]; then
    mkdir -p node_modules/@vscode/ripgrep/bin
    ln -sf "$(command -v rg)" node_modules/@vscode/ripgrep/bin/rg
  fi
  # Written last: this file says that all of the above is complete.
  printf '{ "version": "%s", "node": "%s", "codeServer": "%s" }\n' "$editor_version" "$node" "$editor" >"$description"
fi
echo "VS Code for the end-to-end tests: $editor"
