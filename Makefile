# Every command there is. `make demo` shows the site, `make test` tries everything; both prepare what they need.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Where this is set, each process that a test starts compiles the whole house anew.
unexport PYTHONDONTWRITEBYTECODE
TRIED := minzhi tests conftest.py bench deploy
.PHONY: demo test check soak bench bench-search bench-similarity bundle docs words clean prepare on-sqlite on-postgresql in-browser once

demo: prepare
	minzhi demo

check: prepare
	ruff check $(TRIED)
	ruff format --check $(TRIED)
	mypy minzhi
	lint-imports
	djlint --check --quiet minzhi
	djlint --lint --quiet minzhi
	pytest tests/test_architecture.py tests/test_repository.py tests/test_glossary.py

test: check
	$(MAKE) --jobs=3 --output-sync=target on-sqlite on-postgresql in-browser once

on-sqlite:
	MINZHI_HOME=build/on-sqlite pytest -m "not soak and not once and not browser and not cluster"

on-postgresql:
	@deploy/with-postgresql true; case $$? in \
	0) MINZHI_HOME=build/on-postgresql deploy/with-postgresql \
		pytest -m "not soak and not once and not browser and not cluster" -p no:cacheprovider ;; \
	3) echo "Not tested on PostgreSQL." ;; \
	*) exit 1 ;; esac

in-browser:
	MINZHI_HOME=build/in-browser pytest -m "not soak and (browser or cluster)" -p no:cacheprovider

once:
	MINZHI_HOME=build/once pytest -m "not soak and once and not cluster" -p no:cacheprovider \
		--ignore=tests/test_architecture.py --ignore=tests/test_repository.py --ignore=tests/test_glossary.py

soak: prepare
	MINZHI_HOME=build/soak pytest -m soak

bench: prepare
	MINZHI_HOME=build/bench python -m bench

bench-search: prepare
	@deploy/with-postgresql true; case $$? in \
	0) MINZHI_HOME=build/bench deploy/with-postgresql python -m bench search ;; \
	*) MINZHI_HOME=build/bench python -m bench search ;; esac

bench-similarity: prepare
	MINZHI_HOME=build/bench python -m bench similarity

bundle: prepare
	deploy/bundle

docs: prepare
	python deploy/readme_table.py

words: prepare
	minzhi words

clean:
	rm -rf build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

prepare:
	@deploy/prepare
