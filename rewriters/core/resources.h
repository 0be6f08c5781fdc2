//===- resources.h - Raw resources and what releases them -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_RESOURCES_H
#define ASYNCMEND_CORE_RESOURCES_H

#include "core/profile-text.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"
#include <optional>
#include <string>
#include <vector>

namespace asyncmend {

/// What is acquired, and with that, what a guard of it looks like.
enum class ResourceKind {
  Pointer,    ///< A function returns a pointer; null is none.
  Descriptor, ///< A function returns an integer; a negative one is none.
  Lock,       ///< Members of a mutex of the thread.
  Permit,     ///< Members of some object; acquiring may have to be awaited.
  Awaited,    ///< Members of some object; releasing has to be awaited.
};

/// A pair of functions, or of members, that acquire and release something.
struct Resource {
  ResourceKind Kind = ResourceKind::Pointer;
  /// Qualified functions; for members their names, which may be qualified.
  std::vector<std::string> Acquire, Release;
  bool ExternC = false;
  bool AwaitedAcquire = false;    ///< Of a permit.
  std::optional<unsigned> OutArg; ///< Acquired through `&variable`.
  std::vector<std::string> Uses;  ///< C functions that certainly keep nothing.
  std::string Guard;              ///< Of a lock: held to the end of its scope.
  std::string OpenGuard;          ///< Of a lock: can be unlocked before.
  HeaderNeeds Headers;            ///< Of these guards.
};

/// A class whose objects call a function at the end of their scope.
struct ScopeGuard {
  std::string Header;  ///< Used where the file reaches it; empty: always.
  std::string To;      ///< The declaration. Holes {obj} and {release}.
  std::string Reset;   ///< Runs it now; empty: it cannot. Hole {obj}.
  std::string Dismiss; ///< Gives it up; empty: it cannot. Hole {obj}.
  HeaderNeeds Headers;
};

/// All resources of all profiles.
class ResourceTable {
public:
  void read(const nlohmann::json &Profile, const ProfileText &P);

  /// What a call of this function acquires: a pointer or a descriptor.
  const Resource *acquiredBy(llvm::StringRef QualifiedName) const;
  /// What a call of a member function acquires.
  const Resource *acquiredByMember(llvm::StringRef QualifiedName,
                                   bool Awaited) const;
  llvm::ArrayRef<Resource> all() const { return Resources; }
  /// Does this function, or member, become the owner of a raw handle?
  bool takesOwnership(llvm::StringRef QualifiedName) const;
  /// Does the handle keep pointers that this function is given with it?
  bool retainsPointers(llvm::StringRef QualifiedName) const {
    return Retaining.contains(QualifiedName);
  }
  llvm::ArrayRef<ScopeGuard> guards() const { return Guards; }

private:
  std::vector<Resource> Resources;
  std::vector<ScopeGuard> Guards;
  llvm::StringMap<size_t> ByAcquire;
  llvm::StringSet<> Owners, Retaining;
};

/// Is `Name` (`ns::Class::member`) one of these, which may be members' names?
bool isOneOf(llvm::StringRef Name, llvm::ArrayRef<std::string> List);

/// How a framework awaits a release on every way out of a block.
struct TeardownProfile {
  std::string To;                      ///< Empty: it cannot.
  std::string BodyParams, CloseParams; ///< Of the two functions.
  llvm::StringSet<> Of; ///< Coroutine types that it fits; empty: all.
  HeaderNeeds Headers;
  std::vector<ScopeGuard> Guards; ///< For what is released without awaiting.
  std::string NoFix; ///< Why what the framework has is no help; mostly empty.
};

TeardownProfile readTeardown(const nlohmann::json &Profile,
                             const ProfileText &P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_RESOURCES_H
