#include "pg/insert.hpp"

#include "pg/column.hpp"
#include "pg/guard.hpp"

extern "C" {
#include "access/table.h"
#include "access/tableam.h"
#include "access/xact.h"
#include "catalog/namespace.h"
#include "commands/trigger.h"
#include "executor/executor.h"
#include "rewrite/rewriteHandler.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"
#include "utils/varlena.h"
}

#include <algorithm>

namespace hr::pg {
namespace {

// All down to append() runs below a guard: no C++ objects with destructors.

constexpr int kSlots = 64;  ///< rows that go to the table at once

struct Target {
    Relation relation;
    EState* estate;
    ResultRelInfo* info;
    Source* sources;
    TransitionCaptureState* transition;
    TupleTableSlot* slots[kSlots];
    int filled;
    CommandId command;
};

Relation open_table(std::string_view name) {
    RangeVar* range = makeRangeVarFromNameList(qualified_name_list(pnstrdup(name.data(), name.size())));
    return table_openrv(range, RowExclusiveLock);
}

void find_column(Target& target, const Column& column) {
    TupleDesc shape = RelationGetDescr(target.relation);
    for (int i = 0; i < shape->natts; ++i) {
        const FormData_pg_attribute* attribute = TupleDescAttr(shape, i);
        if (attribute->attisdropped || column.name != NameStr(attribute->attname)) continue;
        target.sources[i].param = &column.value;
        return;
    }
    ereport(ERROR, errcode(ERRCODE_INTERNAL_ERROR),
            errmsg_internal("column \"%.*s\" of relation \"%s\" does not exist",
                            static_cast<int>(column.name.size()), column.name.data(),
                            RelationGetRelationName(target.relation)));
}

void prepare_sources(Target& target, const Column* columns, std::size_t count) {
    TupleDesc shape = RelationGetDescr(target.relation);
    target.sources = static_cast<Source*>(palloc0(sizeof(Source) * static_cast<std::size_t>(shape->natts)));
    for (std::size_t i = 0; i < count; ++i) find_column(target, columns[i]);
    for (int i = 0; i < shape->natts; ++i) {
        const FormData_pg_attribute* attribute = TupleDescAttr(shape, i);
        Source& source = target.sources[i];
        if (attribute->attisdropped) continue;
        if (attribute->attgenerated != '\0')
            ereport(ERROR, errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
                    errmsg("column \"%s\" is generated: rows cannot be added in bulk",
                           NameStr(attribute->attname)));
        source.type = attribute->atttypid;
        source.modifier = attribute->atttypmod;
        if (source.param == nullptr) {
            Node* expression = build_column_default(target.relation, i + 1);
            if (expression != nullptr)
                source.otherwise = ExecPrepareExpr(reinterpret_cast<Expr*>(expression), target.estate);
        } else if (source.type != TEXTOID) {
            Oid function = InvalidOid;
            getTypeInputInfo(source.type, &function, &source.element);
            fmgr_info(function, &source.input);
        }
    }
}

Target open_target(std::string_view table, const Column* columns, std::size_t count) {
    Target target{};
    target.relation = open_table(table);
    target.estate = CreateExecutorState();
    target.info = makeNode(ResultRelInfo);
    InitResultRelInfo(target.info, target.relation, 0, nullptr, 0);
    ExecOpenIndices(target.info, false);
    prepare_sources(target, columns, count);
    target.command = GetCurrentCommandId(true);
    return target;
}

void fill(Target& target, TupleTableSlot* slot, std::size_t row) {
    ExecClearTuple(slot);
    ExprContext* context = GetPerTupleExprContext(target.estate);
    const int natts = slot->tts_tupleDescriptor->natts;
    for (int i = 0; i < natts; ++i) {
        Source& source = target.sources[i];
        bool null = false;
        if (source.param != nullptr)
            slot->tts_values[i] = value_of(source, row, &null);
        else if (source.otherwise != nullptr)
            slot->tts_values[i] = ExecEvalExpr(source.otherwise, context, &null);
        else
            null = true;
        slot->tts_isnull[i] = null;
    }
    ExecStoreVirtualTuple(slot);
    slot->tts_tableOid = RelationGetRelid(target.relation);
}

/// Index entries and what triggers want to know of a row that is in the table now.
void finish_row(Target& target, TupleTableSlot* slot) {
    List* recheck = nullptr;
    if (target.info->ri_NumIndices > 0) recheck = insert_index_tuples(target.info, slot, target.estate);
    ExecARInsertTriggers(target.estate, target.info, slot, recheck, target.transition);
    list_free(recheck);
}

void flush(Target& target) {
    if (target.filled == 0) return;
    MemoryContext outer = MemoryContextSwitchTo(GetPerTupleMemoryContext(target.estate));
    table_multi_insert(target.relation, target.slots, target.filled, target.command, 0, nullptr);
    MemoryContextSwitchTo(outer);
    for (int i = 0; i < target.filled; ++i) {
        finish_row(target, target.slots[i]);
        ResetPerTupleExprContext(target.estate);
    }
    target.filled = 0;
}

/// Rows wait for each other, unless a trigger looks at each one before it goes in.
void append_row(Target& target, std::size_t row) {
    TupleTableSlot*& slot = target.slots[target.filled];
    if (slot == nullptr) slot = table_slot_create(target.relation, nullptr);
    MemoryContext outer = MemoryContextSwitchTo(GetPerTupleMemoryContext(target.estate));
    fill(target, slot, row);
    MemoryContextSwitchTo(outer);
    const TriggerDesc* triggers = target.info->ri_TrigDesc;
    const bool looks_first = triggers != nullptr && triggers->trig_insert_before_row;
    if (looks_first && !ExecBRInsertTriggers(target.estate, target.info, slot)) return;
    if (target.relation->rd_att->constr != nullptr) ExecConstraints(target.info, slot, target.estate);
    if (target.info->ri_RelationDesc->rd_rel->relispartition)
        ExecPartitionCheck(target.info, slot, target.estate, true);
    ExecMaterializeSlot(slot);
    ResetPerTupleExprContext(target.estate);
    if (++target.filled == kSlots || looks_first) flush(target);
}

void close_target(Target& target) {
    for (TupleTableSlot* slot : target.slots)
        if (slot != nullptr) ExecDropSingleTupleTableSlot(slot);
    ExecCloseIndices(target.info);
    // What triggers have opened.
    ExecResetTupleTable(target.estate->es_tupleTable, false);
    ExecCloseResultRelations(target.estate);
    table_close(target.relation, NoLock);
    FreeExecutorState(target.estate);
}

void append(std::string_view table, const Column* columns, std::size_t count, std::size_t rows) {
    Target target = open_target(table, columns, count);
    AfterTriggerBeginQuery();
    target.transition =
        MakeTransitionCaptureState(target.info->ri_TrigDesc, RelationGetRelid(target.relation), CMD_INSERT);
    ExecBSInsertTriggers(target.estate, target.info);
    for (std::size_t row = 0; row < rows; ++row) append_row(target, row);
    flush(target);
    ExecASInsertTriggers(target.estate, target.info, target.transition);
    AfterTriggerEndQuery(target.estate);
    close_target(target);
    CommandCounterIncrement();
}

/// Number of values in an array; absent for a scalar.
struct SizeOf {
    std::optional<std::size_t> operator()(std::int64_t) const { return std::nullopt; }
    std::optional<std::size_t> operator()(bool) const { return std::nullopt; }
    std::optional<std::size_t> operator()(std::string_view) const { return std::nullopt; }
    std::optional<std::size_t> operator()(Bytes) const { return std::nullopt; }
    template <typename T>
    std::optional<std::size_t> operator()(const std::vector<T>* values) const {
        return values->size();
    }
};

std::size_t row_count(std::string_view table, std::span<const Column> columns) {
    std::optional<std::size_t> rows;
    for (const Column& column : columns) {
        const auto size = std::visit(SizeOf{}, column.value);
        if (size && rows.value_or(*size) != *size)
            throw Error(sqlstate::kInternal, "columns for " + std::string(table) + " have unequal lengths");
        if (size) rows = size;
    }
    return rows.value_or(0);
}

}  // namespace

void insert(std::string_view table, std::span<const Column> columns) {
    const std::size_t rows = row_count(table, columns);
    if (rows == 0) return;
    const Column* first = columns.data();
    const std::size_t count = columns.size();
    MemoryContext outer = CurrentMemoryContext;
    backend([=] {
        MemoryContext own = AllocSetContextCreate(outer, "handelsregister insert", ALLOCSET_DEFAULT_SIZES);
        MemoryContextSwitchTo(own);
        append(table, first, count, rows);
        MemoryContextSwitchTo(outer);
        MemoryContextDelete(own);
    });
}

void insert(std::string_view table, std::initializer_list<Column> columns) {
    insert(table, std::span<const Column>(columns.begin(), columns.size()));
}

std::vector<std::int64_t> next_numbers(std::string_view sequence, std::size_t count) {
    const Rows rows = query("select nextval((select $1::regclass)) from generate_series(1, $2)",
                            {sequence, static_cast<std::int64_t>(count)});
    std::vector<std::int64_t> numbers;
    numbers.reserve(count);
    for (std::size_t i = 0; i < rows.size(); ++i) numbers.push_back(rows.integer(i, 0));
    return numbers;
}

}  // namespace hr::pg
