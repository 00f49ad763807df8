#!/usr/bin/env bash
# Installs the built wheel into an environment of its own and runs the demo from another folder.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
wheel=$(ls "$here"/dist/newsloom-*.whl)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/env"
"$work/env/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$here/requirements.txt"
"$work/env/bin/pip" install --quiet --disable-pip-version-check --no-deps "$wheel"
for page in man/man1/newsloom.1 bash-completion/completions/newsloom zsh/site-functions/_newsloom fish/vendor_completions.d/newsloom.fish; do
  test -s "$work/env/share/$page" || { echo "the wheel lacks share/$page"; exit 1; }
done
cd "$work"
"$work/env/bin/newsloom" demo --format json >demo.json
"$work/env/bin/python" - <<'PY'
import json
stories = json.load(open("demo.json", encoding="utf-8"))["stories"]
assert stories, "the demo gave no story"
print(f"the wheel's demo: {len(stories)} stories, {sum(len(s['articles']) for s in stories)} articles")
PY
