"""The shapes of `plans`, and the same made by transforms: in JSLT, by Jackson's trees and by jq."""

import glob
import os
import shutil

from load import HERE
from machine import java_home
from processes import prepare, program
from run import ROOT

SHAPES = {"pick": "`pick`", "keep": "`keep`", "rename": "`rename`", "join": "join by key"}
WAYS = {"jslt": "JSLT", "trees": "Jackson's trees", "jq": "jq"}
SOURCES = os.path.join(HERE, "shapes")
PARTS = "{ orders: { backend: orders, path: /orders }, users: { backend: users, path: /users } }"
PICK = """{"orders": .orders[0], "users": .users[0]}
"""
KEEP = """{"orders": [for (.orders) {"id": .id, "userId": .userId}], "users": [for (.users) {"id": .id, "name": .name}]}
"""
RENAME = """{"orders": [for (.orders) {"customer": .userId, * - userId: .}],
 "users": [for (.users) {"title": .name, * - name: .}]}
"""
JOIN = """let users = {for (.users) string(.id): . if (.id)}
{"orders": [for (.orders) {"user": get-key($users, string(.userId)), *: .}]}
"""


def others(shape):
    """The paths of the transforms that make the same data as a shape."""
    return [f"/{shape}/{way}" for way in WAYS]


def paths():
    """Every path with what stands there, for people."""
    return {"/untouched": "nothing"} | {
        path: name for shape, text in SHAPES.items()
        for path, name in ((f"/{shape}", text),
                           *((f"/{shape}/{way}", f"{text} in {tool}") for way, tool in WAYS.items()))}


def aggregates():
    """The aggregates with transforms, as lines of YAML."""
    for shape in SHAPES:
        for way in WAYS:
            transform = f"{shape}.jslt" if way == "jslt" else f"java:{shape}-{way}"
            yield f'  /{shape}/{way}: {{ transform: "{transform}", parts: {PARTS} }}'


def install(site):
    """Puts the transforms beside the site's configuration."""
    for name, text in (("pick", PICK), ("keep", KEEP), ("rename", RENAME), ("join", JOIN)):
        site.write(f"{name}.jslt", text)
    folder = os.path.join(site.folder, "transforms")
    classes = os.path.join(site.folder, "shapes")
    prepare(ROOT, [program("mvn"), "-q", "-B", "-ntp", "-Pjmh", "dependency:copy-dependencies",
                   "-DincludeArtifactIds=jackson-jq,joni,jcodings", f"-DoutputDirectory={folder}"])
    tools = os.path.join(java_home(site.programs.java), "bin")
    libraries = [site.jar, os.path.join(os.path.dirname(site.jar), "lib", "*"), os.path.join(folder, "*")]
    prepare(SOURCES, [os.path.join(tools, "javac"), "-d", classes, "-cp", os.pathsep.join(libraries),
                      *glob.glob(os.path.join(SOURCES, "*.java"))])
    shutil.copytree(os.path.join(SOURCES, "META-INF"), os.path.join(classes, "META-INF"))
    prepare(classes, [os.path.join(tools, "jar"), "--create", "--file", os.path.join(folder, "shapes.jar"), "."])
