# Every command there is. `make demo` shows the site, `make test` tries everything; both prepare what they need.
export PATH := $(CURDIR)/.venv/bin:$(PATH)
# Where this is set, each process that a test starts compiles the whole house anew.
unexport PYTHONDONTWRITEBYTECODE
PORT := 8000
TRIED := minzhi tests conftest.py bench deploy
.PHONY: demo test check soak bench bench-search bench-similarity bundle docs words clean
.PHONY: prepare types style rules kernels on-sqlite on-postgresql in-browser once

demo: prepare
	minzhi demo --port $(PORT)

check: prepare
	$(MAKE) --jobs=2 --output-sync=target types style rules

types:
	mypy minzhi

style:
	ruff check $(TRIED)
	ruff format --check $(TRIED)
	lint-imports
	djlint --check --quiet minzhi
	djlint --lint --quiet minzhi

rules:
	pytest tests/test_architecture.py tests/test_repository.py tests/test_glossary.py -p no:cacheprovider

test: prepare
	$(MAKE) --jobs=2 --output-sync=target check kernels
	$(MAKE) --jobs=3 --output-sync=target on-postgresql on-sqlite in-browser once

kernels:  # once, before several runs would each compile them
	MINZHI_KERNELS=$(CURDIR)/build/kernels \
		python -c "from minzhi.engines.similarity.compiling import compile_all; compile_all()"

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
