# handelsregister: a PostgreSQL extension. `make help` lists what can be made.
#
# PGXS gives the paths and the installer; the rules are our own, because its MODULE_big knows one library,
# no header dependencies and no C++ flags for bitcode. Variables must not be called NAME or VERSION: PGXS uses both.

EXTENSION  := handelsregister
CONTROL    := extension/$(EXTENSION).control
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(CONTROL))

PG_CONFIG ?= pg_config
PGXS      := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)

.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all install libraries scripts run stop types check fuzz bench soak freeze clean help need-server FORCE

ifneq ($(wildcard $(PGXS)),)
NO_GENERATED_HEADERS = yes
NO_TEMP_INSTALL      = yes
top_builddir := $(dir $(PGXS))../..
include $(top_builddir)/src/Makefile.global
endif

# --- what is built ---------------------------------------------------------------------------------------

LOADER  := build/$(EXTENSION).so
LIBRARY := build/$(EXTENSION)-$(EXTVERSION).so
SCRIPT  := build/$(EXTENSION)--$(EXTVERSION).sql
FROZEN  := extension/$(EXTENSION)--$(EXTVERSION).sql

# The release before this one, which the update script starts from and the downgrade script goes back to.
PREVIOUS  := $(shell sed -n 's/^\([0-9][0-9.]*\)\t.*/\1/p' extension/releases.tsv | grep -vxF '$(EXTVERSION)' | tail -n 1)
UPDATE    := build/$(EXTENSION)--$(PREVIOUS)--$(EXTVERSION).sql
DOWNGRADE := build/$(EXTENSION)--$(EXTVERSION)--$(PREVIOUS).sql
CODE      := build/code-$(EXTVERSION).sql
SCRIPTS   := $(SCRIPT) $(UPDATE) $(DOWNGRADE) $(CODE)

ROOMS          := core pg queue registry processor rpc
LIBRARY_SOURCE := $(sort $(shell find $(wildcard $(ROOMS:%=src/%)) -name '*.cpp'))
LOADER_SOURCE  := $(sort $(wildcard src/loader/*.cpp))
LIBRARY_OBJECT := $(LIBRARY_SOURCE:src/%.cpp=build/obj/%.o)
LOADER_OBJECT  := $(LOADER_SOURCE:src/%.cpp=build/obj/%.o)
OBJECTS        := $(LIBRARY_OBJECT) $(LOADER_OBJECT)

all: libraries scripts
libraries: $(LOADER) $(LIBRARY)
scripts: $(SCRIPTS)

help:
	@echo 'make            build both libraries and the SQL scripts into build/'
	@echo 'make install    copy them into the PostgreSQL of PG_CONFIG ($(PG_CONFIG)); DESTDIR is honoured'
	@echo 'make run        install what is missing, start a private server and PostgREST, show the samples'
	@echo "                FILES='folder/*.xml' shows your own documents instead"
	@echo 'make stop       end what make run started'
	@echo 'make types      write build/types/database.ts and build/types/models.py: the API for TypeScript and for Pydantic'
	@echo 'make check      every test suite in private servers (Debian 12, x86-64); SUITES="unit regress" runs some,'
	@echo '                MAJORS="15 17 18" says with which PostgreSQL (as root; 15 and 17 unless told)'
	@echo 'make fuzz       each fuzz target for FUZZ_SECONDS (600), or TARGETS, from the kept corpus; writes test/fuzz/RUNS.tsv'
	@echo 'make bench      timed figures: our workers against a Python worker (BENCH=documents; BENCH_DOCUMENTS=2000 for a'
	@echo '                quick run), real announcements (BENCH=announcements), every read of the API against its limits'
	@echo '                (BENCH=api; BENCH_COMPANIES=20000), an import of all companies (BENCH=import), register numbers taken'
	@echo '                apart in a second (BENCH=register_ids), documents read beside pugixml alone (BENCH=reading),'
	@echo '                pairs of names judged (BENCH=matcher), how well and how fast companies are found by name,'
	@echo '                beside pg_trgm (BENCH=search), and persons by name (BENCH=persons); how the cost of documents and calls'
	@echo '                that mean harm grows with what is in them (BENCH=hostile)'
	@echo 'make soak       full speed for DURATION seconds (1200): memory, sizes and log must stay flat'
	@echo 'make freeze     write the scripts of $(EXTVERSION) into extension/, for its release'
	@echo 'make clean      remove build/'

# --- C++ -------------------------------------------------------------------------------------------------

CLANG    := $(findstring clang,$(CXX))
WARNINGS := -Wall -Wextra -Werror $(if $(CLANG),,-Werror=clobbered)
HARDEN   := -fstack-protector-strong -D_FORTIFY_SOURCE=2
FLAGS    := -std=c++20 -O2 -g -fPIC -fvisibility=hidden -fno-strict-aliasing -fwrapv $(HARDEN) $(WARNINGS)
LINK     := -shared -static-libstdc++ -static-libgcc -Wl,--as-needed,-z,relro,-z,now

# Server headers are for two folders only; -isystem, because they do not pass our warnings.
build/obj/pg/%.o build/obj/loader/%.o: HEADERS = -isystem $(includedir_server)

build/obj/%.o: src/%.cpp build/compiler | build/generated/court_table.inc build/generated/reference_table.inc build/generated/not_kept.inc \
        need-server
	@mkdir -p $(@D)
	$(CXX) $(FLAGS) -MMD -MP -Isrc -Ibuild/generated -DHR_VERSION='"$(EXTVERSION)"' $(HEADERS) $(EXTRA_CXXFLAGS) -c $< -o $@

$(LIBRARY): $(LIBRARY_OBJECT) src/pg/exports.map
	$(CXX) $(LINK) -Wl,--version-script=src/pg/exports.map $(LIBRARY_OBJECT) $(EXTRA_LDFLAGS) -o $@

$(LOADER): $(LOADER_OBJECT) src/loader/exports.map
	$(CXX) $(LINK) -Wl,--version-script=src/loader/exports.map $(LOADER_OBJECT) $(EXTRA_LDFLAGS) -o $@

# Another compiler, server or version makes every object anew.
COMPILER := $(CXX) $(PGXS) $(EXTVERSION) $(EXTRA_CXXFLAGS)
build/compiler: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILER)' | cmp -s - $@ || echo '$(COMPILER)' > $@

need-server:
	@test -n '$(includedir_server)' || { echo 'make: $(PG_CONFIG) or its PGXS is missing (Debian: postgresql-server-dev-15, g++, nlohmann-json3-dev)' >&2; exit 1; }

-include $(OBJECTS:.o=.d) build/obj/test/border.d

# --- generated from data ---------------------------------------------------------------------------------

COURTS := src/core/identity/courts.tsv src/core/identity/former_courts.tsv

build/generated/court_table.inc: src/core/identity/court_table.awk $(COURTS)
	@mkdir -p $(@D)
	awk -f src/core/identity/court_table.awk $(COURTS) > $@

build/generated/reference_table.inc: src/core/reference/reference_table.awk src/core/reference/reference.tsv
	@mkdir -p $(@D)
	awk -f src/core/reference/reference_table.awk src/core/reference/reference.tsv > $@

build/generated/not_kept.inc: src/core/xjustiz/not_kept.awk src/core/xjustiz/not_kept.tsv
	@mkdir -p $(@D)
	awk -f $^ > $@

build/generated/court_rows.sql: src/core/identity/court_rows.awk $(COURTS)
	@mkdir -p $(@D)
	awk -f src/core/identity/court_rows.awk $(COURTS) > $@

# Three scripts out of the same files. Install: schemas, C functions (indexes and triggers need them), state, code; there
# `or replace` goes, so that nobody can create an object beforehand. Update: what changes the state, with all code at its
# mark. Downgrade: what takes the state back, with the code of the release before at its mark. Both end with the
# footer.
# "-- @FILE path@" in the update stands for a file: tables that are new are written once.
SCHEMA   := $(sort $(wildcard sql/schema/*.sql))
CODE_SQL := $(sort $(wildcard sql/library/*.sql)) $(sort $(wildcard sql/api/*.sql))
SQL      := sql/header.sql $(firstword $(SCHEMA)) $(sort $(wildcard sql/library/*.sql)) \
            $(wordlist 2,$(words $(SCHEMA)),$(SCHEMA)) $(sort $(wildcard sql/api/*.sql))
ASSEMBLE  = sed -e 's|@LIBRARY@|$$libdir/$(EXTENSION)-$(EXTVERSION)|g' -e 's|@EXTVERSION@|$(EXTVERSION)|g' \
                -e '/^-- @COURTS@$$/{r build/generated/court_rows.sql' -e 'd}'

# A file that is gone or renamed makes the scripts anew, too.
build/sql-files: FORCE
	@mkdir -p $(@D)
	@echo '$(SQL)' | cmp -s - $@ || echo '$(SQL)' > $@

$(SCRIPT): $(SQL) build/generated/court_rows.sql build/sql-files $(CONTROL)
	@mkdir -p $(@D)
	$(ASSEMBLE) -e 's/^create or replace /create /' $(SQL) > $@

$(UPDATE): sql/header.sql sql/upgrade.sql sql/footer.sql $(SCHEMA) $(CODE) build/generated/court_rows.sql
	sed -e '/^-- @CODE@$$/{r $(CODE)' -e 'd}' -e '/^-- @COURTS@$$/{r build/generated/court_rows.sql' -e 'd}' -e 's|^-- @FILE \([^@]*\)@$$|cat \1|e' sql/header.sql sql/upgrade.sql sql/footer.sql > $@

$(DOWNGRADE): sql/header.sql sql/downgrade.sql extension/code-$(PREVIOUS).sql sql/footer.sql
	@mkdir -p $(@D)
	sed -e '/^-- @CODE@$$/{r extension/code-$(PREVIOUS).sql' -e 'd}' sql/header.sql sql/downgrade.sql sql/footer.sql > $@

$(CODE): $(CODE_SQL) build/sql-files $(CONTROL)
	@mkdir -p $(@D)
	$(ASSEMBLE) $(CODE_SQL) > $@

# --- install ---------------------------------------------------------------------------------------------

# Frozen scripts of earlier releases; those of this version come from build/, equal to the frozen ones once it is released.
RELEASED := $(filter-out $(patsubst build/%,extension/%,$(SCRIPTS)),$(wildcard extension/$(EXTENSION)--*.sql))

# `install` writes a new file; overwriting a library that a server has mapped would crash it.
install: all
	$(MKDIR_P) '$(DESTDIR)$(pkglibdir)' '$(DESTDIR)$(datadir)/extension'
	$(INSTALL_DATA) $(CONTROL) $(RELEASED) $(filter-out $(CODE),$(SCRIPTS)) '$(DESTDIR)$(datadir)/extension/'
	$(INSTALL_SHLIB) $(LOADER) $(LIBRARY) '$(DESTDIR)$(pkglibdir)/'

# The libraries of earlier releases, each built from the commit that extension/releases.tsv names: tests serve several
# versions at once with them. A server that is updated has them already. The loader of the release before goes aside: a server
# that has not been restarted since the update still runs it.
EARLIER       := $(shell sed -n 's/^\([0-9][0-9.]*\)\t.*/\1/p' extension/releases.tsv | grep -vxF '$(EXTVERSION)')
RELEASES      := build/release
QUICK         := -O0 -g0 -U_FORTIFY_SOURCE -w# to compile
EARLIER_TREES := $(EARLIER:%=$(RELEASES)/%)
$(EARLIER_TREES): $(RELEASES)/%:
	rm -rf $@.new && mkdir -p $@.new
	@git -c safe.directory='*' archive -o $@.tar $$(sed -n 's/^$*\t//p' extension/releases.tsv) || { echo 'make: release $* is built from the whole history of the repository: git fetch --unshallow' >&2; exit 1; }
	tar -C $@.new -xf $@.tar && rm $@.tar && mv $@.new $@

.PHONY: earlier-trees install-earlier
earlier-trees: $(EARLIER_TREES)
install-earlier: $(EARLIER_TREES) | need-server
	for tree in $(EARLIER_TREES); do $(MAKE) -C $$tree --no-print-directory libraries EXTRA_CXXFLAGS='$(QUICK)' || exit; done
	$(MKDIR_P) '$(DESTDIR)$(pkglibdir)/previous'
	$(INSTALL_SHLIB) $(foreach version,$(EARLIER),$(RELEASES)/$(version)/build/$(EXTENSION)-$(version).so) '$(DESTDIR)$(pkglibdir)/'
	$(INSTALL_SHLIB) $(RELEASES)/$(PREVIOUS)/build/$(EXTENSION).so '$(DESTDIR)$(pkglibdir)/previous/'

# Frozen scripts may differ only until their version is tagged, and then only on demand: make freeze FORCE=1
freeze: $(SCRIPTS)
	@for built in $(SCRIPTS); do frozen=extension/$${built##*/}; \
	    if test -f $$frozen && ! cmp -s $$built $$frozen; then \
	        if git rev-parse -q --verify 'refs/tags/v$(EXTVERSION)' >/dev/null; then \
	            echo "$$frozen is released and differs: raise default_version in $(CONTROL)" >&2; exit 1; fi; \
	        test '$(FORCE)' = 1 || { echo "$$frozen differs: make freeze FORCE=1 replaces it" >&2; exit 1; }; fi; \
	done
	install -m 644 $(SCRIPTS) extension/

clean:
	@scripts/demo.sh stop && scripts/cluster.sh remove
	rm -rf build

# --- for people: these may install Debian packages -------------------------------------------------------

run:
	+@FILES='$(FILES)' PG_CONFIG='$(PG_CONFIG)' scripts/demo.sh

stop:
	@scripts/demo.sh stop

types:
	+@export PG_CONFIG='$(PG_CONFIG)'; scripts/install.sh run && scripts/types.sh

check:
	+@SUITES='$(SUITES)' MAJORS='$(MAJORS)' PG_CONFIG='$(PG_CONFIG)' test/run.sh

fuzz:
	+@FUZZ_SECONDS='$(or $(FUZZ_SECONDS),600)' TARGETS='$(TARGETS)' FUZZ_KEEP='$(FUZZ_KEEP)' test/fuzz/run.sh

# BENCH=api runs that section only.
bench:
	+@for section in $(or $(BENCH),documents announcements api import register_ids reading matcher search persons hostile); do PG_CONFIG='$(PG_CONFIG)' test/bench/$$section.sh || exit; done

soak:
	+@DURATION='$(DURATION)' DOCUMENTS='$(DOCUMENTS)' PG_CONFIG='$(PG_CONFIG)' bash test/soak.sh

# --- libraries for tests: errors on both sides of the border, a processor that crashes; a clock that can be turned

TEST_MODULE := build/hr_test.so
TEST_CLOCK  := build/hr_clock.so
TEST_OBJECT := $(addprefix build/obj/test/,border.o fault.o magic.o) \
               $(addprefix build/obj/pg/,guard.o database.o index_plans.o job_time.o pack.o param.o subtransaction.o worker_process.o)

.PHONY: test-module
test-module: $(TEST_MODULE) $(TEST_CLOCK)
	$(MKDIR_P) '$(DESTDIR)$(pkglibdir)'
	$(INSTALL_SHLIB) $(TEST_MODULE) $(TEST_CLOCK) '$(DESTDIR)$(pkglibdir)/'

build/obj/test/%.o: test/module/%.cpp build/compiler | need-server
	@mkdir -p $(@D)
	$(CXX) $(FLAGS) -MMD -MP -Isrc -isystem $(includedir_server) $(EXTRA_CXXFLAGS) -c $< -o $@

$(TEST_MODULE): $(TEST_OBJECT) src/pg/exports.map
	$(CXX) $(LINK) -Wl,--version-script=src/pg/exports.map $(TEST_OBJECT) $(EXTRA_LDFLAGS) -o $@

$(TEST_CLOCK): build/obj/test/clock.o
	$(CXX) $(LINK) $< -o $@
