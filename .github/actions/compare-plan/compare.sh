#!/usr/bin/env bash
# Publish the changed plans of this checkout and of the commit BASE, and post the differences to
# PULL_REQUEST. The checkout needs the history back to BASE (`fetch-depth: 0`).
set -euo pipefail
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/compare-plan-XXXXXX")
trap 'git worktree remove --force "$work/base" 2>/dev/null || true; rm -rf "$work"' EXIT
most=60000 # characters: a comment may have 65,536

mapfile -t plans < <(
    git diff --name-only --no-renames -z "$BASE" HEAD -- sources |
        tr '\0' '\n' | sed -nE 's#^sources/([^/]+)/[^/]+\.(pdf|toml|csv)$#\1#p' |
        { grep -v '^registers$' || true; } | sort -u
)
if ((${#plans[@]} == 0)); then
    echo "no plan has changed"
    exit 0
fi
git worktree add --quiet --detach "$work/base" "$BASE"

publish() { # PROJECT PLAN OUT
    PLANROWS_PROJECT=$1 planrows run "$2" --out "$3" --json >"$work/result.json" 2>"$work/told"
}

report() { # PLAN
    echo "## $1"
    echo
    if [[ ! -f sources/$1/plan.toml ]]; then
        echo "Removed."
    elif ! publish "$PWD" "$1" "$work/new/$1"; then
        echo "Not published:"
        echo
        sed 's/^/    /' "$work/told"
    elif [[ ! -f $work/base/sources/$1/plan.toml ]]; then
        echo "New plan: $(python -c 'import json, sys; r = json.load(open(sys.argv[1])); print(
            r["rows"], "rows in", r["areas"], "areas,", r["doubts"], "places in doubt")' \
            "$work/result.json")."
    elif ! publish "$work/base" "$1" "$work/old/$1"; then
        echo "Published now; before, it was not:"
        echo
        sed 's/^/    /' "$work/told"
    else
        planrows diff "$work/old/$1" "$work/new/$1" --out "$work/diff/$1" --quiet >&2
        head -c "$most" "$work/diff/$1/diff.md"
    fi
    echo
}

for plan in "${plans[@]}"; do report "$plan"; done >"$work/comment.md"
head -c "$most" "$work/comment.md" | iconv -c -f utf-8 -t utf-8 >"$work/body.md"
gh pr comment "$PULL_REQUEST" --body-file "$work/body.md"
